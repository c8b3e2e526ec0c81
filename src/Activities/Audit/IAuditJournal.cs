namespace Workflows.Activities.Audit;

/// <summary>The bytes of the log and of its head, wherever they lie. Reading needs nothing; writing begins with <see cref="AcquireAsync"/>.</summary>
internal interface IAuditJournal : IAsyncDisposable
{
    /// <summary>Where it lies, as a person reads it.</summary>
    string Location { get; }

    /// <summary>The log from a byte to its present end; null when there is none.</summary>
    Task<Stream?> OpenAsync(long position, CancellationToken cancellationToken);

    /// <summary>The bytes of the head; null when there is none.</summary>
    Task<byte[]?> ReadHeadAsync(CancellationToken cancellationToken);

    /// <summary>Takes what only one writer may have, and makes head and log where neither is there.</summary>
    Task AcquireAsync(CancellationToken cancellationToken);

    /// <summary>Appends lines, durable when it returns.</summary>
    /// <param name="lines">Whole lines.</param>
    /// <param name="position">Where the log ends, as far as the writer knows.</param>
    /// <param name="cancellationToken">Ends the attempt; whether it was written is then unknown.</param>
    /// <returns>False when it ends elsewhere, because another host has written.</returns>
    Task<bool> AppendAsync(ReadOnlyMemory<byte> lines, long position, CancellationToken cancellationToken);

    /// <summary>Notes the last entry.</summary>
    Task WriteHeadAsync(AuditAnchor last, CancellationToken cancellationToken);

    /// <summary>Moves what a crash left behind the last entry aside.</summary>
    /// <returns>Where it lies now.</returns>
    Task<string> MoveAsideAsync(long position, CancellationToken cancellationToken);
}
