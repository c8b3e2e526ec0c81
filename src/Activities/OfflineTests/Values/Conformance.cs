using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Activities.OfflineTests.Emitted;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.OfflineTests.Values;

/// <summary>Whether a value is what a schema of a request allows: the same check that generated tests use on answers.</summary>
internal sealed class Conformance(References references, Patterns patterns)
{
    // Real documents of a thousand operations need a few million; one that is built to need more is not worth waiting for.
    private const long MaxSteps = 50_000_000;
    private const int MaxStepsOfOne = 10_000;
    private long _steps;

    /// <summary>Whether the document took more looking than any should; then nothing fits any more.</summary>
    public bool IsExhausted => _steps > MaxSteps;

    public bool Fits(JsonElement schema, JsonNode? value)
    {
        if (IsExhausted)
        {
            return false;
        }

        var check = new SchemaCheck(references.Find, patterns.Matches, "readOnly", MaxStepsOfOne);
        var problems = check.Problems(schema, ApiJson.Element(value));
        _steps += check.Steps;
        return problems.Count == 0;
    }
}
