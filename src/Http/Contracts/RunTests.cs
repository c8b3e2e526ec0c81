using Workflows.Domain.GenerateTests;

namespace Workflows.Http.Contracts;

/// <summary>What became of the tests of a run.</summary>
/// <param name="Total">All tests that the code holds.</param>
/// <param name="Passed">Tests that passed.</param>
/// <param name="Failed">Tests that failed, timed out, or never came to run.</param>
/// <param name="Skipped">Tests that say themselves that they are skipped.</param>
/// <param name="DurationSeconds">Wall-clock time.</param>
/// <param name="Isolation">How the process was fenced in.</param>
/// <param name="Failures">The first failures.</param>
/// <param name="ApiCoverage">Which operations of the document were requested; null for a run of a version that did not ask.</param>
public sealed record RunTests(
    int Total, int Passed, int Failed, int Skipped, double DurationSeconds, string Isolation, IReadOnlyList<TestFailure> Failures,
    ApiCoverage? ApiCoverage = null);
