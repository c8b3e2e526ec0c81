using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Execution.Results;

/// <summary>The results of a run as they are stored.</summary>
/// <param name="BaseUrl">What the tests ran against.</param>
/// <param name="Isolation">The fence.</param>
/// <param name="Total">All tests.</param>
/// <param name="Passed">Those that passed.</param>
/// <param name="Failed">Those that failed, broke, or did not run.</param>
/// <param name="Skipped">Those that say themselves that they are skipped.</param>
/// <param name="DurationSeconds">Wall-clock time.</param>
/// <param name="ApiCoverage">Which operations were requested; null when that was not asked for.</param>
/// <param name="LibraryCoverage">How much of the library under test was gone through; null when there was none.</param>
/// <param name="Tests">Each test.</param>
internal sealed record ResultsDocument(
    string BaseUrl, string Isolation, int Total, int Passed, int Failed, int Skipped, double DurationSeconds, ApiCoverage? ApiCoverage,
    LibraryCoverage? LibraryCoverage, IReadOnlyList<ResultEntry> Tests);
