namespace Workflows.Engine.Store;

/// <summary>What does not change during an execution.</summary>
internal sealed record InstanceHeader(long Key, string Id, string Name, int Execution, ParentLink? Parent, string? Input)
{
    /// <summary>What it was forked from, the nearest first; filled where an execution is rebuilt.</summary>
    public IReadOnlyList<ForkedLines> Origins { get; init; } = [];

    /// <summary>The instance that lived through this line of its history first.</summary>
    public string IdAt(int line) => Origins.LastOrDefault(origin => line < origin.Lines)?.Id ?? Id;
}
