using System.Text;
using System.Text.Json;

namespace Workflows.Activities.Models;

/// <summary>
/// Puts tool calls together from the protocol's deltas, or takes them whole. Lenient: some services leave the index out, or number every
/// call 0 and tell them apart by their ids; some send arguments as an object in place of its text.
/// </summary>
internal sealed class ToolCallCollector
{
    /// <summary>Most calls that are taken of one answer; the others are dropped.</summary>
    private const int MostCalls = 128;

    private const int MostName = 200;

    private readonly List<Part> _parts = [];

    public bool IsEmpty => _parts.Count == 0;

    public IReadOnlyList<ChatToolCall> Calls => [.. _parts.Select(part => new ChatToolCall(part.Name, ChunkText.Readable(part.Arguments.ToString())))];

    /// <summary>Adds what a chunk holds of calls.</summary>
    /// <returns>How many characters were added.</returns>
    public int Add(JsonElement calls)
    {
        var added = 0;
        foreach (var call in calls.EnumerateArray().Where(call => call.ValueKind == JsonValueKind.Object))
        {
            var id = Text(call, "id");
            var index = call.TryGetProperty("index", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var value) ? value : (int?)null;
            if (!call.TryGetProperty("function", out var function) || function.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            var name = Text(function, "name");
            if (PartOf(index, id, name) is { } part)
            {
                added += part.Add(name, function.TryGetProperty("arguments", out var arguments) ? arguments : default);
            }
        }

        return added;
    }

    private Part? PartOf(int? index, string? id, string? name)
    {
        var part = index is null && id is null
            ? _parts.LastOrDefault() is { } last && (name is null || last.Name.Length == 0) ? last : null
            : _parts.LastOrDefault(known => (index is null || known.Index == index) && (id is null || known.Id is null || known.Id == id));
        if (part is not null)
        {
            part.Id ??= id;
            return part;
        }

        if (_parts.Count >= MostCalls)
        {
            return null;
        }

        _parts.Add(part = new Part { Index = index, Id = id });
        return part;
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String && ChunkText.Of(member) is { Length: > 0 } text ? text : null;

    private sealed class Part
    {
        public int? Index { get; init; }

        public string? Id { get; set; }

        public string Name { get; private set; } = "";

        public StringBuilder Arguments { get; } = new();

        public int Add(string? name, JsonElement arguments)
        {
            if (Name.Length == 0 && name is not null)
            {
                Name = name.Length <= MostName ? name : name[..MostName];
            }

            var text = arguments.ValueKind switch
            {
                JsonValueKind.String => ChunkText.Of(arguments),
                JsonValueKind.Object or JsonValueKind.Array => arguments.GetRawText(),
                _ => "",
            };
            Arguments.Append(text);
            return text.Length;
        }
    }
}
