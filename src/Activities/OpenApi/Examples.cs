using System.Text.Json;

namespace Workflows.Activities.OpenApi;

/// <summary>The first example that a parameter or media type gives.</summary>
internal static class Examples
{
    public static JsonElement? Of(JsonElement holder, References references)
    {
        if (holder.Member("example") is { } example)
        {
            return example;
        }

        foreach (var member in holder.Members("examples"))
        {
            if (references.Resolve(member.Value)?.Member("value") is { } value)
            {
                return value;
            }
        }

        return null;
    }
}
