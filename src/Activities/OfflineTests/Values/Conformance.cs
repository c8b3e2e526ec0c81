using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Activities.OfflineTests.Emitted;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.OfflineTests.Values;

/// <summary>Whether a value is what a schema of a request allows: the same check that generated tests use on answers.</summary>
internal sealed class Conformance(References references, Patterns patterns)
{
    private readonly SchemaCheck _check = new(references.Find, patterns.Matches, "readOnly");

    public bool Fits(JsonElement schema, JsonNode? value) => _check.Problems(schema, ApiJson.Element(value)).Count == 0;
}
