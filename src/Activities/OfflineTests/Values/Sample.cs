using System.Text.Json.Nodes;

namespace Workflows.Activities.OfflineTests.Values;

/// <summary>A value that a schema allows. A class of its own because JSON's null is a value, too.</summary>
internal sealed record Sample(JsonNode? Node)
{
    /// <summary>A copy that can be put elsewhere.</summary>
    public JsonNode? Copy() => Node?.DeepClone();
}
