namespace Workflows.Http.Contracts;

/// <summary>The whole state of a run.</summary>
public sealed record Run : RunSummary
{
    /// <summary>How its budget stands; null where it has no limit and has spent nothing, and in lists.</summary>
    public BudgetStanding? Budget { get; init; }

    /// <summary>Why it failed or was terminated.</summary>
    public RunError? Error { get; init; }

    /// <summary>What became of its tests, once they were executed.</summary>
    public RunTests? Tests { get; init; }

    /// <summary>Why this host did not execute its tests, though it was asked to, and what to do; null when it did or nobody asked.</summary>
    public string? Refusal { get; init; }

    /// <summary>What was decided on its tests or its change, and where it was committed; null while nobody has decided, and where nothing is committed.</summary>
    public RunDelivery? Delivery { get; init; }

    /// <summary>What came of its task; null for another workflow.</summary>
    public RunTask? Task { get; init; }

    /// <summary>Each test, once they were executed.</summary>
    public IReadOnlyList<RunTestResult>? Results { get; init; }

    /// <summary>Whether there are more results than <see cref="Results"/> holds; all of them are in the artifact <c>results/results.json</c>.</summary>
    public bool? ResultsTruncated { get; init; }

    /// <summary>What it has stored so far, at most 200; <c>/v1/runs/{runId}/artifacts</c> lists everything.</summary>
    public IReadOnlyList<RunArtifact> Artifacts { get; init; } = [];

    /// <summary>How many artifacts there are in all; null in lists, which hold none.</summary>
    public int? ArtifactCount { get; init; }

    /// <summary>Where a person finds the artifacts: a folder or a container.</summary>
    public string? ArtifactsLocation { get; init; }
}
