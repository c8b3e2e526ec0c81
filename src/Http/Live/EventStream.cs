using System.Text;

namespace Workflows.Http.Live;

/// <summary>Writes server-sent events. A listener that does not take what it is sent within <see cref="WriteTimeout"/> is cut off.</summary>
internal sealed class EventStream(Stream body, TimeProvider time)
{
    /// <summary>How long one event may wait for its listener.</summary>
    public static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How often a listener hears that the connection stands, when nothing else is to be told.</summary>
    public static readonly TimeSpan BeatInterval = TimeSpan.FromSeconds(15);

    private static readonly byte[] Beat = ":\n\n"u8.ToArray();

    // Browsers come back by themselves; not all at the same moment as the host.
    private static readonly byte[] Begin = "retry: 2000\n\n"u8.ToArray();

    /// <summary>Tells the listener that it is heard.</summary>
    public Task BeginAsync(CancellationToken cancellationToken) => WriteAsync(Begin, cancellationToken);

    /// <summary>Sends one event.</summary>
    /// <param name="name">Its name, without line ends.</param>
    /// <param name="id">Its id, without line ends; null for none.</param>
    /// <param name="json">Its data: JSON without line ends.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException">The listener does not read, or the token was cancelled.</exception>
    public Task SendAsync(string name, string? id, string json, CancellationToken cancellationToken)
    {
        var text = new StringBuilder("event: ").Append(name).Append('\n');
        if (id is not null)
        {
            text.Append("id: ").Append(id).Append('\n');
        }

        return WriteAsync(Encoding.UTF8.GetBytes(text.Append("data: ").Append(json).Append("\n\n").ToString()), cancellationToken);
    }

    /// <summary>Waits for something, with a beat now and then.</summary>
    public async Task<T> BeatWhileAsync<T>(Task<T> waiting, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var first = await Task.WhenAny(waiting, Task.Delay(BeatInterval, time, over.Token));
            await over.CancelAsync();
            if (first == waiting)
            {
                return await waiting;
            }

            cancellationToken.ThrowIfCancellationRequested();
            await WriteAsync(Beat, cancellationToken);
        }
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(WriteTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        await body.WriteAsync(bytes, either.Token);
        await body.FlushAsync(either.Token);
    }
}
