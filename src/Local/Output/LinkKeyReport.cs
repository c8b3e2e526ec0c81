namespace Workflows.Local.Output;

/// <summary>What <c>gates rotate-key --json</c> prints.</summary>
/// <param name="KeyId">The key that signs from now on; null when none was made.</param>
/// <param name="Withdrawn">The key that was withdrawn; null for none.</param>
internal sealed record LinkKeyReport(string? KeyId, string? Withdrawn);
