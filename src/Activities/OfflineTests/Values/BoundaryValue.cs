using System.Text.Json.Nodes;

namespace Workflows.Activities.OfflineTests.Values;

/// <summary>A value at a limit of a schema.</summary>
/// <param name="What">Which: <c>is the minimum 1</c>.</param>
/// <param name="Node">The value.</param>
/// <param name="IsInside">Whether it is meant to be allowed.</param>
internal sealed record BoundaryValue(string What, JsonNode? Node, bool IsInside);
