namespace Workflows.Engine.Store;

/// <summary>Where tests make the store fail. Each delegate may throw; what it throws is treated as the store's own failure.</summary>
internal sealed record StoreFaults
{
    /// <summary>Called before each statement that changes the file, with the number of the write since the start (from 1).</summary>
    public Action<long>? BeforeWrite { get; init; }

    /// <summary>Called before each COMMIT, with the number of the commit since the start (from 1).</summary>
    public Action<long>? BeforeCommit { get; init; }
}
