using Workflows.Domain.Artifacts;

namespace Workflows.Domain.GenerateTests;

/// <summary>What became of the tests.</summary>
/// <param name="Total">All tests that the code holds, whether they came to run or not; 0 like the other numbers after a refusal.</param>
/// <param name="Passed">Tests that passed.</param>
/// <param name="Failed">Tests that failed, timed out, or never came to run.</param>
/// <param name="Skipped">Tests that say themselves that they are skipped.</param>
/// <param name="DurationSeconds">Wall-clock time.</param>
/// <param name="Isolation">How the process was fenced in: <c>bubblewrap</c> or <c>process</c>, with the limits; <c>none</c> after a refusal.</param>
/// <param name="Failures">The first 20 failures.</param>
/// <param name="Artifacts">Results as JSON, JUnit XML and Allure, and the log.</param>
/// <param name="ApiCoverage">Which operations of the document were requested; null when no document was given.</param>
/// <param name="LibraryCoverage">How much of the library under test was gone through; null when there was none.</param>
/// <param name="Refusal">Why the host executed nothing, and what to do; null when it did. Not a finding about the API, and no fault of the run.</param>
public sealed record ExecutionReport(
    int Total, int Passed, int Failed, int Skipped, double DurationSeconds, string Isolation,
    IReadOnlyList<TestFailure> Failures, IReadOnlyList<ArtifactRef> Artifacts, ApiCoverage? ApiCoverage = null,
    LibraryCoverage? LibraryCoverage = null, string? Refusal = null)
{
    /// <summary>The report of a host that executes nothing.</summary>
    /// <param name="refusal">Why, and what to do.</param>
    public static ExecutionReport Refused(string refusal) => new(0, 0, 0, 0, 0, "none", [], [], Refusal: refusal);
}
