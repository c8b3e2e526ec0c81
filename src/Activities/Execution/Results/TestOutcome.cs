namespace Workflows.Activities.Execution.Results;

/// <summary>What became of a test.</summary>
internal enum TestOutcome
{
    /// <summary>It ran and all it asserts holds.</summary>
    Passed,

    /// <summary>It ran and something that it asserts does not hold.</summary>
    Failed,

    /// <summary>It did not end by itself: it took too long, or it took its process down.</summary>
    Broken,

    /// <summary>It never came to run.</summary>
    NotRun,

    /// <summary>It says itself that it is skipped.</summary>
    Skipped,
}
