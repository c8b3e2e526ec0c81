namespace Workflows.Activities.Budgets;

/// <summary>Keeps books, each under a name such as <c>projects/alice~shop</c> or <c>runs/run-1</c>. A book is written whole or not at all.</summary>
internal interface IBudgetStore
{
    /// <summary>The book, or null when there is none.</summary>
    Task<StoredBook?> ReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>Writes a book, durable when it returns.</summary>
    /// <param name="name">The book.</param>
    /// <param name="content">Its JSON.</param>
    /// <param name="version">The version that it takes the place of; null where there must be none yet.</param>
    /// <param name="cancellationToken">Ends the attempt; whether it was written is then unknown.</param>
    /// <returns>The version of what was written; null when somebody else was faster: nothing was written.</returns>
    Task<string?> WriteAsync(string name, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellationToken);

    /// <summary>
    /// The same, and it survives the end of this process when it returns; power loss it survives a second later. For what may be lost then: the
    /// book that stands there after it is an older one, whole.
    /// </summary>
    Task<string?> WriteSoonAsync(string name, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellationToken) =>
        WriteAsync(name, content, version, cancellationToken);

    /// <summary>The names of the books that begin with a prefix, in their order.</summary>
    Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken);
}
