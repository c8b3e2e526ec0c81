using Workflows.Domain.Artifacts;

namespace Workflows.Domain.GenerateTests;

/// <summary>Code, or why there is none.</summary>
/// <param name="Code">The code; null when the diagnostics say why it could not be had.</param>
/// <param name="Diagnostics">What is wrong.</param>
public sealed record CodeResult(ArtifactRef? Code, IReadOnlyList<CodeDiagnostic> Diagnostics);
