using System.Text.Json.Nodes;

namespace Workflows.Activities.OpenApi;

/// <summary>What Swagger 2.0 spells differently inside schemas: pointers, discriminators, files, nullability.</summary>
internal static class SwaggerSchemas
{
    private static readonly (string Old, string New)[] Places =
    [
        ("#/definitions/", "#/components/schemas/"),
        ("#/responses/", "#/components/responses/"),
        ("#/securityDefinitions/", "#/components/securitySchemes/"),
    ];

    public static void Rewrite(JsonNode? node, bool namesAreData = false)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
            {
                Rewrite(item);
            }
        }
        else if (node is JsonObject item)
        {
            if (!namesAreData)
            {
                Reference(item);
                Spelling(item);
            }

            foreach (var (name, child) in item)
            {
                if (namesAreData || name is not ("example" or "examples" or "default" or "enum"))
                {
                    Rewrite(child, !namesAreData && name is "properties" or "schemas");
                }
            }
        }
    }

    private static void Reference(JsonObject item)
    {
        if (item["$ref"] is not JsonValue value || !value.TryGetValue<string>(out var pointer))
        {
            return;
        }

        foreach (var (old, place) in Places)
        {
            if (pointer.StartsWith(old, StringComparison.Ordinal))
            {
                item["$ref"] = place + pointer[old.Length..];
                return;
            }
        }
    }

    private static void Spelling(JsonObject item)
    {
        if (item["discriminator"] is JsonValue property)
        {
            item["discriminator"] = new JsonObject { ["propertyName"] = property.ToString() };
        }

        if (item["type"] is JsonValue type && type.ToString() == "file")
        {
            item["type"] = "string";
            item["format"] = "binary";
        }

        if (item["x-nullable"] is JsonValue nullable && nullable.TryGetValue<bool>(out var isNullable) && isNullable)
        {
            item["nullable"] = true;
        }
    }
}
