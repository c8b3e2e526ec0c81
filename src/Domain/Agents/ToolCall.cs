using Workflows.Domain.Artifacts;

namespace Workflows.Domain.Agents;

/// <summary>A call that a model asked for.</summary>
/// <param name="Index">Its place among the calls of the turn, from 1.</param>
/// <param name="Name">The tool, as the model wrote it.</param>
/// <param name="Arguments">The arguments as the model wrote them, which may be no JSON; null where they are long and stored.</param>
/// <param name="Stored">The arguments as an artifact; null where they stand here.</param>
public sealed record ToolCall(int Index, string Name, string? Arguments, ArtifactRef? Stored);
