using Workflows.Activities.Execution.Results;

namespace Workflows.Activities.Execution;

/// <summary>What became of a run of tests.</summary>
/// <param name="Results">One for every test that must be there, in the order of the file.</param>
/// <param name="Duration">Wall-clock time.</param>
/// <param name="Isolation">The fence, with its limits, and why there is no stronger one.</param>
/// <param name="Log">What the tests printed, bounded.</param>
/// <param name="Unseen">Why the requests of the tests could not be seen; null when all were.</param>
internal sealed record TestRunResult(IReadOnlyList<TestResult> Results, TimeSpan Duration, string Isolation, byte[] Log, string? Unseen);
