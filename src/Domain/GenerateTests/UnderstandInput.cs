namespace Workflows.Domain.GenerateTests;

/// <summary>Input of <see cref="GenerateTestsActivities.UnderstandDocument"/>.</summary>
public sealed record UnderstandInput(string RunId, DocumentSource Document);
