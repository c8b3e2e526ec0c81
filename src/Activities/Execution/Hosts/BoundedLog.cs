using System.Buffers;
using System.Text;

namespace Workflows.Activities.Execution.Hosts;

/// <summary>Keeps the beginning of what is printed, and the end in brief. Says when something is left out.</summary>
internal sealed class BoundedLog(int mostBytes)
{
    // A dying runtime says why first, and then prints a stack of generic async frames.
    private const int TailBytes = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _head = new();
    private byte[] _tail = [];
    private long _total;

    /// <summary>How much was printed in all, in bytes.</summary>
    public long Total
    {
        get
        {
            lock (_gate)
            {
                return _total;
            }
        }
    }

    /// <summary>The last kilobytes: where a dying runtime says why.</summary>
    public string Tail
    {
        get
        {
            lock (_gate)
            {
                return Encoding.UTF8.GetString(_tail);
            }
        }
    }

    public void WriteLine(string text) => Write(Encoding.UTF8.GetBytes(text + "\n"));

    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            _total += bytes.Length;
            var room = (int)Math.Min(bytes.Length, mostBytes - _head.WrittenCount);
            _head.Write(bytes[..room]);
            var joined = (byte[])[.. _tail, .. bytes[Math.Max(0, bytes.Length - TailBytes)..]];
            _tail = joined[Math.Max(0, joined.Length - TailBytes)..];
        }
    }

    /// <summary>Reads a stream to its end.</summary>
    public async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[32 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            Write(buffer.AsSpan(0, count));
        }
    }

    /// <summary>What was kept.</summary>
    public byte[] ToArray()
    {
        lock (_gate)
        {
            var left = _total - _head.WrittenCount;
            return left == 0
                ? _head.WrittenSpan.ToArray()
                : [.. _head.WrittenSpan.ToArray(), .. Encoding.UTF8.GetBytes($"\n[output truncated: {left} of {_total} bytes are left out]\n")];
        }
    }
}
