using System.Text.Json.Serialization;
using Workflows.Domain.Artifacts;

namespace Workflows.Domain.GenerateTests;

/// <summary>The project that a developer keeps: the test file and a <c>.csproj</c> beside it, so that plain <c>dotnet test</c> runs it.</summary>
public sealed record PublishedTests(ArtifactRef Code, ArtifactRef Project)
{
    /// <summary>Both files.</summary>
    [JsonIgnore]
    public IReadOnlyList<ArtifactRef> Files => [Code, Project];
}
