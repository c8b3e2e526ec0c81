namespace Workflows.Local.Output;

/// <summary>What <c>keys create --json</c> prints.</summary>
/// <param name="Key">The key itself: this is the only time that it is told.</param>
/// <param name="Record">What is kept of it.</param>
internal sealed record CreatedKeyReport(string Key, KeyReport Record);
