namespace Workflows.Activities.ImplementTask.Reports;

/// <summary>What the reports need of what a command-line agent has left.</summary>
internal sealed record RecordedCommand
{
    /// <summary>Changes that were not taken, with the reason, the first of them.</summary>
    public IReadOnlyList<string> Dropped { get; init; } = [];
}
