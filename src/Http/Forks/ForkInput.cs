using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Domain.Client;
using Workflows.Http.Access;
using Workflows.Http.Product;

namespace Workflows.Http.Forks;

/// <summary>The input of a fork: that of the run, in the name of the one who forks, and under the label that is given. Neither decides what the run does.</summary>
internal static class ForkInput
{
    /// <summary>The input; null when the run takes no label.</summary>
    public static string? Of(Caller caller, OrchestrationMetadata run, string? label)
    {
        var input = RestartedInput.Of(caller, run) ?? "null";
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

    private static JsonSerializerOptions Plain { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
