using System.Text.Json;
using Workflows.Activities.Models;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Agents;

/// <summary>What a command-line agent printed: JSON as the usual ones write it, whole or as the last of several lines, or plain text.</summary>
/// <param name="Text">Its answer.</param>
/// <param name="Usage">What it says it used.</param>
/// <param name="IsError">Whether it says that it failed.</param>
internal sealed record CommandAnswer(string Text, ModelUsage Usage, bool IsError)
{
    public static CommandAnswer Of(string output)
    {
        var text = output.Trim();
        return Json(text) ?? Json(text[(text.LastIndexOf('\n') + 1)..]) ?? new CommandAnswer(text, ModelUsage.None, false);
    }

    private static CommandAnswer? Json(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0)
            {
                // All messages in one array: the last one is the result.
                root = root[root.GetArrayLength() - 1];
            }

            return root.ValueKind == JsonValueKind.Object && (Member(root, "result") ?? Member(root, "text")) is { } answer
                ? new CommandAnswer(answer.Trim(), UsageOf(root), root.TryGetProperty("is_error", out var failed) && failed.ValueKind == JsonValueKind.True)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ModelUsage UsageOf(JsonElement root)
    {
        var usage = root.TryGetProperty("usage", out var told) && told.ValueKind == JsonValueKind.Object ? told : default;
        var input = Tokens(usage, "input_tokens") + Tokens(usage, "cache_creation_input_tokens") + Tokens(usage, "cache_read_input_tokens") + Tokens(usage, "prompt_tokens");
        var output = Tokens(usage, "output_tokens") + Tokens(usage, "completion_tokens");
        var cost = root.TryGetProperty("total_cost_usd", out var dollars) && dollars.ValueKind == JsonValueKind.Number && dollars.TryGetDecimal(out var usd) && usd >= 0 ? usd : (decimal?)null;
        return new ModelUsage(input, output, cost);
    }

    private static string? Member(JsonElement root, string name) =>
        root.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? ChunkText.Readable(ChunkText.Of(member)) : null;

    // A number from a program is not believed beyond what any agent could use.
    private static long Tokens(JsonElement usage, string name) =>
        usage.ValueKind == JsonValueKind.Object && usage.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number
            && number.TryGetInt64(out var count) ? Math.Clamp(count, 0, 1_000_000_000_000) : 0;
}
