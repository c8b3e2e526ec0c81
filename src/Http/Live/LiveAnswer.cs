using Microsoft.Extensions.Logging;

namespace Workflows.Http.Live;

/// <summary>Answers with a stream of events that goes on until the listener leaves or the host stops.</summary>
/// <param name="host">Whose listeners they are.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Takes what goes wrong.</param>
/// <param name="keyId">The key that the listener has shown; null for none.</param>
internal sealed class LiveAnswer(HostDescription host, TimeProvider time, ILogger logger, string? keyId = null)
{
    /// <summary>How long a key that was good at the beginning is taken as good: one that was revoked hears no more than this.</summary>
    public static readonly TimeSpan LongestOfKey = TimeSpan.FromMinutes(5);

    /// <summary>A listener is told of a change at most this often; what happens in between is told at once afterwards.</summary>
    public static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(500);

    /// <summary>The answer.</summary>
    /// <param name="route">The route, for the log.</param>
    /// <param name="tell">Writes the events; returns when there is nothing more to tell.</param>
    public ApiResponse Of(string route, Func<EventStream, CancellationToken, Task> tell) => host.Listeners.IsFull(keyId)
        ? ApiResponse.Problem(503, "Service Unavailable", $"{LiveListeners.Most} pages listen to this host already, or {LiveListeners.MostOfKey} with this key. Close some, or ask for the state without live updates.").With("Retry-After", "10")
        : new ApiResponse(200, "text/event-stream", default) { Stream = (body, gone) => WriteAsync(body, route, tell, gone) }
            .With("Cache-Control", "no-store")
            .With("X-Content-Type-Options", "nosniff")
            // Proxies of the common kind would hold events back until a buffer is full.
            .With("X-Accel-Buffering", "no");

    private async Task WriteAsync(Stream body, string route, Func<EventStream, CancellationToken, Task> tell, CancellationToken gone)
    {
        using var enough = new CancellationTokenSource(keyId is null ? Timeout.InfiniteTimeSpan : LongestOfKey, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(gone, host.Stopping, enough.Token);
        host.Listeners.Enter(keyId);
        try
        {
            var events = new EventStream(body, time);
            await events.BeginAsync(end.Token);
            await tell(events, end.Token);
        }
        catch (Exception) when ((host.Stopping.IsCancellationRequested || enough.IsCancellationRequested) && !gone.IsCancellationRequested)
        {
            // The stream ends; the listener comes back by itself.
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not IOException)
        {
            logger.RequestFailed(exception, "GET", route);
        }
        finally
        {
            // Whatever still waits for a change waits for nobody.
            await end.CancelAsync();
            host.Listeners.Leave(keyId);
        }
    }
}
