using System.Net.Sockets;

namespace Workflows.Activities.Execution;

/// <summary>Looks whether anybody listens where the tests would ask. Where nobody does, every test fails and none tells anything about the API.</summary>
internal static class TargetProbe
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    /// <summary>Goes on where somebody listens, or where it cannot be told: a name that only a proxy knows, a slow network.</summary>
    /// <exception cref="ApiUnreachableException">Nobody does.</exception>
    public static async Task CheckAsync(Uri baseUrl, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_patience);
        try
        {
            await client.ConnectAsync(baseUrl.DnsSafeHost, baseUrl.Port, limit.Token);
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
        {
            throw new ApiUnreachableException(
                $"Nothing answers at {baseUrl.OriginalString} (connection refused), so the tests were not run. Start the API there and rewind the run, or start a new run against another address (--base-url); the tests themselves are among the artifacts.");
        }
        catch (SocketException)
        {
            // The tests will tell.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Likewise.
        }
    }
}
