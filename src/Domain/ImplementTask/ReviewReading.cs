namespace Workflows.Domain.ImplementTask;

/// <summary>What was taken out of a review.</summary>
/// <param name="Verdict">The verdict that counts.</param>
/// <param name="TextKey">Hash of the review's text without what does not change its meaning (case, blanks, Markdown, thoughts): two equal ones say the same.</param>
public sealed record ReviewReading(Verdict Verdict, string TextKey);
