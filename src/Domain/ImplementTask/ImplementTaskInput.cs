using Workflows.Domain.GenerateTests;
using Workflows.Domain.Workspaces;

namespace Workflows.Domain.ImplementTask;

/// <summary>What a run of <c>implement-task</c> is started with.</summary>
/// <param name="Source">The files of the task.</param>
/// <param name="Delivery">Who must approve before the commit.</param>
public sealed record ImplementTaskInput(TaskSource Source, Delivery Delivery)
{
    /// <summary>Asks a human to approve the plan, too, before anything is written.</summary>
    public bool ApprovePlan { get; init; }

    /// <summary>Limits and commands.</summary>
    public ImplementTaskSettings Settings { get; init; } = new();

    /// <summary>What the request said of these; null for a run of a version that did not keep it.</summary>
    public GivenOptions? Given { get; init; }

    /// <summary>What the run is called in lists; null means the task's first heading.</summary>
    public string? Label { get; init; }
}
