using System.Text.Json.Nodes;

namespace Workflows.Activities.OpenApi;

/// <summary>A document's tree, before anything is known of its meaning.</summary>
/// <param name="Root">The tree; every node of it stands at one place only.</param>
/// <param name="IsYaml">Written in YAML.</param>
/// <param name="Warnings">What was odd but usable.</param>
internal sealed record ParsedDocument(JsonObject Root, bool IsYaml, IReadOnlyList<string> Warnings);
