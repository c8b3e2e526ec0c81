using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using Workflows.TestHost.Protocol;

namespace Workflows.TestHost;

/// <summary>The line to the parent. It is not standard output, so that a test that prints cannot speak in the host's name.</summary>
internal sealed class ControlChannel : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Socket _socket;
    private readonly StreamReader _reader;

    private ControlChannel(Socket socket)
    {
        _socket = socket;
        _reader = new StreamReader(new NetworkStream(socket, ownsSocket: false));
    }

    public static async Task<ControlChannel> ConnectAsync(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        return new ControlChannel(socket);
    }

    /// <summary>Sends an event. It has left the process when this returns: it is not lost when the next instruction ends the process.</summary>
    public void Send(HostEvent hostEvent)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(hostEvent, HostProtocol.Default.HostEvent);
        lock (_gate)
        {
            SendAll(line);
            SendAll("\n"u8);
        }
    }

    /// <summary>Waits for the job; null when the parent has gone.</summary>
    public async Task<HostJob?> ReceiveJobAsync() =>
        await _reader.ReadLineAsync() is { } line ? JsonSerializer.Deserialize(line, HostProtocol.Default.HostJob) : null;

    /// <summary>Ends this process when the parent goes, whatever the tests are doing: nobody is left to read their results.</summary>
    public void EndWithParent()
    {
        var watch = new Thread(() =>
        {
            _reader.ReadLine();
            Process.GetCurrentProcess().Kill();
        })
        { IsBackground = true, Name = "end with parent" };
        watch.Start();
    }

    public void Dispose()
    {
        _reader.Dispose();
        _socket.Dispose();
    }

    private void SendAll(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[_socket.Send(bytes)..];
        }
    }
}
