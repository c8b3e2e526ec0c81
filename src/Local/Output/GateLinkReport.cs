namespace Workflows.Local.Output;

/// <summary>What <c>gates link --json</c> prints.</summary>
/// <param name="GateId">The gate.</param>
/// <param name="Approver">In whose name the link decides.</param>
/// <param name="Link">The link.</param>
/// <param name="ExpiresAt">Until when it is good (UTC).</param>
internal sealed record GateLinkReport(string GateId, string Approver, Uri Link, DateTime ExpiresAt);
