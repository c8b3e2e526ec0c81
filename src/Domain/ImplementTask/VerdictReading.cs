namespace Workflows.Domain.ImplementTask;

/// <summary>What a review says.</summary>
/// <param name="Passed">Whether it clearly says PASS, and nothing else.</param>
/// <param name="Continue">Whether another round is made after a FAIL: always, unless it clearly says SKIP.</param>
/// <param name="Fixes">What is to be mended; null for nothing.</param>
/// <param name="WantsDocs">Whether fixes begin with <c>DOCS:</c>.</param>
/// <param name="Problem">Why it could not be read as it may have been meant; null when it could.</param>
public sealed record VerdictReading(bool Passed, bool Continue, string? Fixes, bool WantsDocs, string? Problem);
