using System.Text.Json;

namespace Workflows.Activities.OpenApi;

/// <summary>Looks up local references, each pointer once.</summary>
internal sealed class References(JsonElement root)
{
    private const int MaxHops = 32;
    private readonly Dictionary<string, JsonElement?> _found = new(StringComparer.Ordinal);

    /// <summary>What a pointer names, or null.</summary>
    public JsonElement? Find(string pointer)
    {
        if (!_found.TryGetValue(pointer, out var value))
        {
            value = JsonPointer.Find(root, pointer);
            _found[pointer] = value;
        }

        return value;
    }

    /// <summary>Follows <c>$ref</c> until there is none; null when it names nothing or goes in a circle.</summary>
    public JsonElement? Resolve(JsonElement value)
    {
        for (var hops = 0; hops < MaxHops; hops++)
        {
            if (Target(value) is not { } pointer)
            {
                return value;
            }

            if (Find(pointer) is not { } target)
            {
                return null;
            }

            value = target;
        }

        return null;
    }

    /// <summary>The pointer of a reference object, or null.</summary>
    public static string? Target(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String
            ? reference.GetString()
            : null;
}
