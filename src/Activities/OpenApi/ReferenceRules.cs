using System.Text.Json.Nodes;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.OpenApi;

/// <summary>What a document's references may name: only places inside itself.</summary>
internal static class ReferenceRules
{
    private const int Shown = 3;

    /// <summary>Refuses references to files and URLs, or drops them where the setting allows such documents.</summary>
    public static void RefuseExternal(JsonObject root, bool allowed, List<string> warnings)
    {
        var external = Of(root).Where(reference => !reference.Target.StartsWith('#')).ToList();
        if (external.Count == 0)
        {
            return;
        }

        var list = string.Join(", ", external.Take(Shown).Select(reference => $"'{Excerpt.Of(reference.Target, 120)}' at {Excerpt.Of(reference.Pointer, 160)}"))
            + (external.Count > Shown ? $" and {external.Count - Shown} more" : "");
        if (!allowed)
        {
            throw new InvalidDocumentException(
                $"The document refers to other files or addresses: {list}. They are not followed. Bundle the document into one file, or set OpenApi:AllowExternalReferences to true to test what is described without them.");
        }

        warnings.Add($"References to other files or addresses were dropped: {list}.");
        foreach (var reference in external)
        {
            reference.Holder.Remove("$ref");
            reference.Holder["x-dropped-reference"] = reference.Target;
        }
    }

    /// <summary>One line for each pointer that names nothing.</summary>
    public static IEnumerable<string> Unresolvable(JsonObject root) =>
        Of(root)
            .Where(reference => reference.Target.StartsWith('#') && JsonPointer.Find(root, reference.Target) is null)
            .DistinctBy(reference => reference.Target)
            .Select(reference => $"The $ref '{Excerpt.Of(reference.Target, 120)}' at {Excerpt.Of(reference.Pointer, 160)} names nothing in the document.");

    private static List<Reference> Of(JsonObject root)
    {
        var found = new List<Reference>();
        Collect(root, "#", namesAreData: false, found);
        return found;
    }

    private static void Collect(JsonNode? node, string pointer, bool namesAreData, List<Reference> found)
    {
        if (node is JsonArray array)
        {
            for (var i = 0; i < array.Count; i++)
            {
                Collect(array[i], $"{pointer}/{i}", false, found);
            }
        }
        else if (node is JsonObject item)
        {
            if (!namesAreData && item["$ref"] is JsonValue value && value.TryGetValue<string>(out var target))
            {
                found.Add(new Reference(item, target, pointer));
            }

            foreach (var (name, child) in item)
            {
                // Examples and extensions are data: a "$ref" in them is somebody's text.
                if (!namesAreData && (name is "example" or "examples" or "default" or "enum" or "const" || name.StartsWith("x-", StringComparison.Ordinal)))
                {
                    continue;
                }

                if (child is JsonObject or JsonArray)
                {
                    Collect(child, $"{pointer}/{JsonPointer.Escape(name)}", !namesAreData && name is "properties" or "patternProperties", found);
                }
            }
        }
    }

    private sealed record Reference(JsonObject Holder, string Target, string Pointer);
}
