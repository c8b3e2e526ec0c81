using Workflows.Domain.Artifacts;

namespace Workflows.Domain.GenerateTests;

/// <summary>What the check of generated code found.</summary>
/// <param name="Passed">No diagnostic is an error.</param>
/// <param name="Tests">How many tests the code holds.</param>
/// <param name="Diagnostics">The first 50 diagnostics, errors first.</param>
/// <param name="Report">All of them, with the list of tests (<c>reports/check-round-N.json</c>).</param>
public sealed record CheckReport(bool Passed, int Tests, IReadOnlyList<CodeDiagnostic> Diagnostics, ArtifactRef Report);
