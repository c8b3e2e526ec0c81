using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Workflows.Activities.Execution.Network;

/// <summary>
/// The one way out of a sandbox: a small HTTP proxy on a Unix socket that reaches exactly one origin. Requests lose the scheme and
/// authority of their target, as an origin server expects; bodies and answers pass untouched. What is for another origin is answered
/// with 403 and noted.
/// </summary>
internal sealed class OriginForwarder : IAsyncDisposable
{
    private const int MostConnections = 256;
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(10);

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly SemaphoreSlim _places = new(MostConnections);
    private readonly CancellationTokenSource _stop = new();
    private readonly Action<string> _note;
    private readonly Task _accepting;
    private Way? _way;

    public OriginForwarder(string socketPath, Action<string> note)
    {
        _note = note;
        _listener.Bind(new UnixDomainSocketEndPoint(socketPath));
        _listener.Listen(512);
        Hosts.HostFolder.LetOthersUse(socketPath);
        _accepting = AcceptAsync();
    }

    /// <summary>
    /// Opens the way to the origin of an address. Until then nothing is reached. The observer is told of every request that has gone to
    /// the origin, from many threads; what goes through a tunnel cannot be seen.
    /// </summary>
    public void Allow(Uri baseUrl, IRequestObserver? observer) => Volatile.Write(ref _way, new Way(baseUrl, observer));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
        _places.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                await _places.WaitAsync(_stop.Token);
                var client = await _listener.AcceptAsync(_stop.Token);
                open.RemoveAll(task => task.IsCompleted);
                open.Add(ServeAsync(client));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed: what is open ends as well.
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var connection = new Connection(client);
        try
        {
            await connection.ServeAsync(this, _stop.Token);
        }
        catch (InvalidDataException error)
        {
            _note($"[network] refused: {error.Message}");
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side hung up, as either may at any time; the other learns it from the closed socket.
            return;
        }
        finally
        {
            _places.Release();
        }
    }

    private sealed record Way(Uri Origin, IRequestObserver? Observer);

    /// <summary>One connection of a client, with at most one to the origin.</summary>
    private sealed class Connection(Socket client) : IDisposable
    {
        private readonly SocketReader _reader = new(client);
        private Socket? _upstream;
        private Task _answers = Task.CompletedTask;

        public async Task ServeAsync(OriginForwarder owner, CancellationToken cancellationToken)
        {
            while (await _reader.ReadHeadAsync(cancellationToken) is { } bytes)
            {
                var head = RequestHead.Parse(bytes);
                var way = Volatile.Read(ref owner._way);
                if (way?.Origin is not { } origin || !IsFor(origin, head))
                {
                    owner._note($"[network] refused: {head.Method} to {head.Authority ?? "an unnamed host"}; only {way?.Origin.GetLeftPart(UriPartial.Authority) ?? "nothing"} can be reached");
                    await AnswerAsync("403 Forbidden", "The sandbox of generated tests reaches the API under test only.", cancellationToken);
                    return;
                }

                if (_upstream is null && await ConnectAsync(origin, cancellationToken) is { } problem)
                {
                    owner._note($"[network] {origin.Host}:{origin.Port} cannot be reached: {problem}");
                    await AnswerAsync("502 Bad Gateway", $"{origin.GetLeftPart(UriPartial.Authority)} cannot be reached: {problem}", cancellationToken);
                    return;
                }

                if (head.Method == "CONNECT")
                {
                    await client.SendAllAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), cancellationToken);
                    _answers = PumpAnswersAsync(cancellationToken);
                    await _reader.CopyRestAsync(_upstream!, cancellationToken);
                    break;
                }

                _answers = _answers == Task.CompletedTask ? PumpAnswersAsync(cancellationToken) : _answers;
                await _upstream!.SendAllAsync(head.Forwarded, cancellationToken);
                way.Observer?.Requested(head.Method, head.Target);
                if (head.Upgrades)
                {
                    await _reader.CopyRestAsync(_upstream!, cancellationToken);
                    break;
                }

                await (head.BodyLength is { } length
                    ? _reader.CopyAsync(_upstream!, length, cancellationToken)
                    : _reader.CopyChunksAsync(_upstream!, cancellationToken));
            }

            if (_upstream is { Connected: true })
            {
                _upstream.Shutdown(SocketShutdown.Send);
            }

            await _answers;
        }

        public void Dispose()
        {
            client.Dispose();
            _upstream?.Dispose();
        }

        private static bool IsFor(Uri origin, RequestHead head) =>
            head.Authority is { } authority
            && (head.Method == "CONNECT" || origin.Scheme == Uri.UriSchemeHttp)
            && Uri.TryCreate("http://" + authority, UriKind.Absolute, out var asked)
            && asked is { UserInfo.Length: 0, PathAndQuery: "/", Fragment.Length: 0 }
            && asked.IdnHost.Equals(origin.IdnHost, StringComparison.OrdinalIgnoreCase)
            && asked.Port == origin.Port;

        /// <summary>Connects to the origin; answers what went wrong, or null.</summary>
        private async Task<string?> ConnectAsync(Uri origin, CancellationToken cancellationToken)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(ConnectTime);
            var upstream = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                EndPoint target = IPAddress.TryParse(origin.IdnHost, out var address) ? new IPEndPoint(address, origin.Port) : new DnsEndPoint(origin.IdnHost, origin.Port);
                await upstream.ConnectAsync(target, limit.Token);
                _upstream = upstream;
                return null;
            }
            catch (Exception error) when (error is SocketException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                upstream.Dispose();
                return error is SocketException refused ? refused.Message : $"no answer within {ConnectTime.TotalSeconds:0} seconds";
            }
        }

        /// <summary>Answers pass as they come; when the origin closes, so does the client's side.</summary>
        private async Task PumpAnswersAsync(CancellationToken cancellationToken)
        {
            var buffer = new byte[32 * 1024];
            try
            {
                while (await _upstream!.ReceiveAsync(buffer, cancellationToken) is var count and > 0)
                {
                    await client.SendAllAsync(buffer.AsMemory(0, count), cancellationToken);
                }

                client.Shutdown(SocketShutdown.Both);
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                client.Dispose();
            }
        }

        private async Task AnswerAsync(string status, string text, CancellationToken cancellationToken)
        {
            var body = Encoding.UTF8.GetBytes(text);
            var head = $"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {body.Length}\r\nConnection: close\r\nX-Sandbox: refused\r\n\r\n";
            await client.SendAllAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body], cancellationToken);
            client.Shutdown(SocketShutdown.Send);
        }
    }
}
