namespace Workflows.Domain.ImplementTask;

/// <summary>What a reviewer decided (row R3).</summary>
/// <param name="Passed">PASS or FAIL.</param>
/// <param name="Continue">Whether another round is made after a FAIL: CONTINUE or SKIP.</param>
/// <param name="Fixes">What is to be mended, in the reviewer's words; null for nothing.</param>
/// <param name="WantsDocs">Whether fixes begin with <c>DOCS:</c>.</param>
/// <param name="Overruled">Why the loop did not go by the review, for example because tests fail; null when it did.</param>
public sealed record Verdict(bool Passed, bool Continue, string? Fixes, bool WantsDocs, string? Overruled = null);
