using System.Text.Json.Serialization;

namespace Workflows.Http.Contracts;

/// <summary>The body of a request that changes the state of a run.</summary>
/// <param name="Reason">Why; null for no reason.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ControlRequest(string? Reason = null);
