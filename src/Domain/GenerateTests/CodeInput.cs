using Workflows.Domain.Artifacts;

namespace Workflows.Domain.GenerateTests;

/// <summary>Input of the steps that take one file and make the next: extract, format, check.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Round">The round, from 1.</param>
/// <param name="File">The answer, or the code.</param>
public sealed record CodeInput(string RunId, int Round, ArtifactRef File);
