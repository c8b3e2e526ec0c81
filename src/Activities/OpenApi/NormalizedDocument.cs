using System.Text.Json.Nodes;

namespace Workflows.Activities.OpenApi;

/// <summary>A document as OpenAPI 3, with what is known of it.</summary>
/// <param name="Root">The tree, OpenAPI 3.x.</param>
/// <param name="IsYaml">The source was YAML.</param>
/// <param name="Title">Its title, one line.</param>
/// <param name="SpecVersion">Version of the source: <c>2.0</c>, <c>3.0</c>, <c>3.1</c>.</param>
/// <param name="Operations">How many operations it holds.</param>
/// <param name="ServerUrl">First absolute server, variables filled in; null when there is none.</param>
/// <param name="Warnings">What was odd but usable.</param>
internal sealed record NormalizedDocument(
    JsonObject Root, bool IsYaml, string Title, string SpecVersion, int Operations, string? ServerUrl, IReadOnlyList<string> Warnings);
