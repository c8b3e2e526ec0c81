using Workflows.Activities.Checks;

namespace Workflows.Activities.Execution.Results;

/// <summary>The result of one test.</summary>
/// <param name="Test">The method that holds it.</param>
/// <param name="Row">Number of the test within the method, from 0.</param>
/// <param name="Name">Its name for people, with arguments.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Message">Why it did not pass; null when it did.</param>
/// <param name="Stack">Where it failed; null where that is not known.</param>
/// <param name="Output">What it wrote to its output helper.</param>
/// <param name="StartedAt">When it began; null when it never did.</param>
internal sealed record TestResult(
    CatalogedTest Test, int Row, string Name, TestOutcome Outcome, double Seconds, string? Message, string? Stack, string? Output, DateTimeOffset? StartedAt);
