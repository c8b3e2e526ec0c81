using Workflows.Domain.Artifacts;

namespace Workflows.Domain.GenerateTests;

/// <summary>Tests as they lie before a reviewer.</summary>
internal sealed record ReviewedTests(
    ArtifactRef Code, CheckReport Check, ModelAnswer Answer, int Round, ModelUsage Usage, PublishedTests Tests, ExecutionReport? Execution)
{
    /// <summary>Whether changes were asked for and the code is the same as before.</summary>
    public bool IsUnchanged { get; init; }
}
