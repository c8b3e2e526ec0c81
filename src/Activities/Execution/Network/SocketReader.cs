using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Workflows.Activities.Execution.Network;

/// <summary>Reads heads and bodies of HTTP requests from a socket and copies bodies without understanding them.</summary>
internal sealed class SocketReader(Socket socket)
{
    private const int LongestHead = 64 * 1024;
    private const int LongestLine = 8 * 1024;

    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next head with its empty line; null when the client has nothing more to say.</summary>
    public Task<byte[]?> ReadHeadAsync(CancellationToken cancellationToken) => ReadUntilAsync("\r\n\r\n", LongestHead, cancellationToken);

    /// <summary>The next line, which ends with LF alone; null when there is none.</summary>
    public Task<byte[]?> ReadRecordAsync(int longest, CancellationToken cancellationToken) => ReadUntilAsync("\n", longest, cancellationToken);

    /// <summary>Copies so many bytes.</summary>
    public async Task CopyAsync(Socket to, long length, CancellationToken cancellationToken)
    {
        while (length > 0)
        {
            if (_start == _end && !await FillAsync(cancellationToken))
            {
                throw new InvalidDataException("The body ends before its length.");
            }

            var count = (int)Math.Min(length, _end - _start);
            await to.SendAllAsync(_buffer.AsMemory(_start, count), cancellationToken);
            _start += count;
            length -= count;
        }
    }

    /// <summary>Copies a body in chunks, with its trailers.</summary>
    public async Task CopyChunksAsync(Socket to, CancellationToken cancellationToken)
    {
        long size;
        do
        {
            var line = await ReadLineAsync(cancellationToken);
            await to.SendAllAsync(line, cancellationToken);
            var digits = Encoding.Latin1.GetString(line).Split(';')[0].Trim();
            if (!long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out size) || size < 0)
            {
                throw new InvalidDataException($"'{digits}' is not the size of a chunk.");
            }

            if (size > 0)
            {
                await CopyAsync(to, size, cancellationToken);
                await to.SendAllAsync(await ReadLineAsync(cancellationToken), cancellationToken);
            }
        }
        while (size > 0);

        byte[] trailer;
        do
        {
            trailer = await ReadLineAsync(cancellationToken);
            await to.SendAllAsync(trailer, cancellationToken);
        }
        while (trailer.Length > 2);
    }

    /// <summary>Copies all that comes.</summary>
    public async Task CopyRestAsync(Socket to, CancellationToken cancellationToken)
    {
        do
        {
            await to.SendAllAsync(_buffer.AsMemory(_start, _end - _start), cancellationToken);
            _start = _end;
        }
        while (await FillAsync(cancellationToken));
        to.Shutdown(SocketShutdown.Send);
    }

    private async Task<byte[]> ReadLineAsync(CancellationToken cancellationToken) =>
        await ReadUntilAsync("\r\n", LongestLine, cancellationToken) ?? throw new InvalidDataException("The body ends in the middle.");

    private async Task<byte[]?> ReadUntilAsync(string mark, int longest, CancellationToken cancellationToken)
    {
        var bytes = Encoding.ASCII.GetBytes(mark);
        while (true)
        {
            if (_buffer.AsSpan(_start, _end - _start).IndexOf(bytes) is var at and >= 0)
            {
                var found = _buffer.AsSpan(_start, at + bytes.Length).ToArray();
                _start += found.Length;
                return found;
            }

            if (_end - _start > longest)
            {
                throw new InvalidDataException($"The request's head or line is longer than {longest} bytes.");
            }

            if (!await FillAsync(cancellationToken))
            {
                return null;
            }
        }
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_end == _buffer.Length)
        {
            var bigger = new byte[_start > 0 ? _buffer.Length : _buffer.Length * 2];
            _buffer.AsSpan(_start, _end - _start).CopyTo(bigger);
            (_buffer, _end, _start) = (bigger, _end - _start, 0);
        }

        var count = await socket.ReceiveAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += count;
        return count > 0;
    }
}
