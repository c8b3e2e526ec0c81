namespace Workflows.Domain.ImplementTask;

/// <summary>What was taken out of a review.</summary>
/// <param name="Verdict">The verdict that counts.</param>
/// <param name="TextKey">Hash of the review's text without what does not change its meaning (case, blanks, Markdown, thoughts): two equal ones say the same.</param>
public sealed record ReviewReading(Verdict Verdict, string TextKey)
{
    /// <summary>Why further rounds lead nowhere; null while they may, or where nobody has asked.</summary>
    public string? Stuck { get; init; }

    /// <summary>The reading after the rounds before: where they lead nowhere, the action is SKIP, whatever the review says (row R4).</summary>
    public ReviewReading After(ReadVerdictInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input is { Diff: { } diff, Before: { } before } && Verdict is { Passed: false, Continue: true }
            && StuckDetector.ReasonOf([.. before, RoundTrace.Of(diff, input.Tests, this)]) is { } stuck
                ? this with { Verdict = Verdict with { Continue = false, Overruled = Verdict.Overruled is { } why ? $"{why} {stuck}" : stuck }, Stuck = stuck }
                : this;
    }
}
