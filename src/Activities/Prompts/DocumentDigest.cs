namespace Workflows.Activities.Prompts;

/// <summary>A document as it stands in a prompt.</summary>
/// <param name="Json">The document, or its shortened form; one line of JSON for each operation's worth, no backtick unescaped.</param>
/// <param name="Cuts">What was left out, in sentences; empty when nothing was.</param>
internal sealed record DocumentDigest(string Json, IReadOnlyList<string> Cuts);
