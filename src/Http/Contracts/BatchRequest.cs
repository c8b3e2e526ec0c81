using System.Text.Json.Serialization;

namespace Workflows.Http.Contracts;

/// <summary>Decisions at several gates.</summary>
/// <param name="Decisions">1 to 100, each at another gate.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record BatchRequest(IReadOnlyList<BatchDecision>? Decisions);
