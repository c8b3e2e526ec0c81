using Workflows.Domain.Artifacts;

namespace Workflows.Domain.ImplementTask;

/// <summary>What an agent is told.</summary>
/// <param name="Instructions">What it always has to keep to.</param>
/// <param name="Prompt">What it is to do now.</param>
/// <param name="Source">Where the instructions come from: a file of the task or of the host, or <c>default</c> (row R9).</param>
public sealed record AgentPrompt(ArtifactRef Instructions, ArtifactRef Prompt, string Source);
