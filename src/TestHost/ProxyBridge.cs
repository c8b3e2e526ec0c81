using System.Net;
using System.Net.Sockets;

namespace Workflows.TestHost;

/// <summary>
/// Carries connections from a loopback port inside the sandbox to the parent's socket. The sandbox has no other way out;
/// which origin may be reached is decided on the other side.
/// </summary>
internal sealed class ProxyBridge : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _socketPath;

    private ProxyBridge(string socketPath) => _socketPath = socketPath;

    private string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Starts the bridge and makes it the proxy of every HttpClient of this process.</summary>
    public static ProxyBridge Start(string socketPath)
    {
        var bridge = new ProxyBridge(socketPath);
        bridge._listener.Start(512);
        foreach (var name in new[] { "http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY" })
        {
            Environment.SetEnvironmentVariable(name, bridge.Address);
        }

        // No exception to the rule, and least of all for loopback: the API under test may well be at 127.0.0.1.
        Environment.SetEnvironmentVariable("no_proxy", null);
        Environment.SetEnvironmentVariable("NO_PROXY", null);
        _ = bridge.AcceptAsync();
        return bridge;
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptSocketAsync();
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = CarryAsync(client);
        }
    }

    private async Task CarryAsync(Socket client)
    {
        using var parent = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (client)
        {
            try
            {
                client.NoDelay = true;
                await parent.ConnectAsync(new UnixDomainSocketEndPoint(_socketPath));
                await Task.WhenAll(PumpAsync(client, parent), PumpAsync(parent, client));
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // Either side may hang up at any time; closing both tells the other.
                return;
            }
        }
    }

    private static async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReceiveAsync(buffer) is var count and > 0)
        {
            for (var sent = 0; sent < count;)
            {
                sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
            }
        }

        to.Shutdown(SocketShutdown.Send);
    }
}
