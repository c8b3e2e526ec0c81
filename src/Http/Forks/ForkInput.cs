using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Domain.Client;
using Workflows.Domain.ImplementTask;
using Workflows.Http.Access;
using Workflows.Http.Product;

namespace Workflows.Http.Forks;

/// <summary>The input of a fork: that of the run, in the name of the one who forks, and under the label that is given. Neither decides what the run does.
/// Larger limits of today decide nothing that the run had decided either.</summary>
internal static class ForkInput
{
    /// <summary>The input; null when the run takes no label.</summary>
    public static string? Of(Caller caller, OrchestrationMetadata run, string? label, ImplementTaskSettings today)
    {
        var input = TodaysLimits.Forked(run, RestartedInput.Of(caller, run), today) ?? "null";
        if (label is null)
        {
            return input;
        }

        if (JsonNode.Parse(input) is not JsonObject whole)
        {
            return null;
        }

        whole["label"] = label;
        return whole.ToJsonString(Plain);
    }

    /// <summary>Whether two inputs are those of the same request: what the host allows may have changed between them.</summary>
    public static bool IsSame(OrchestrationMetadata run, string? one, string? other) =>
        one == other || (ImplementTaskRuns.Is(run.Name) && JsonNode.DeepEquals(WithoutSettings(one), WithoutSettings(other)));

    private static JsonNode? WithoutSettings(string? input)
    {
        var whole = JsonNode.Parse(input ?? "null");
        (whole as JsonObject)?.Remove("settings");
        return whole;
    }

    private static JsonSerializerOptions Plain { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
