using System.Text.Json.Nodes;

namespace Workflows.Activities.OpenApi;

/// <summary>Parameters of Swagger 2.0: plain ones, and those that are the body.</summary>
internal sealed class SwaggerParameters(JsonObject root)
{
    private const int MaxReferences = 16;

    /// <summary>The parameters of a list, shared ones looked up.</summary>
    public IReadOnlyList<JsonObject> Read(JsonNode? list) =>
        [.. (list as JsonArray ?? []).OfType<JsonObject>().Select(Resolved)];

    public static bool Same(JsonObject one, JsonObject other) =>
        In(one) == In(other) && (In(one) == "body" || (one["name"] as JsonValue)?.ToString() == (other["name"] as JsonValue)?.ToString());

    /// <summary>Whether it stays a parameter in OpenAPI 3.</summary>
    public static bool IsPlain(JsonObject parameter) => In(parameter) is not ("body" or "formData");

    public static JsonObject Convert(JsonObject parameter)
    {
        var target = new JsonObject();
        foreach (var field in (string[])["$ref", "name", "in", "description", "required", "allowEmptyValue", "deprecated"])
        {
            if (parameter[field] is { } value)
            {
                target[field] = value.DeepClone();
            }
        }

        target["schema"] = Schema(parameter);
        if (Style(parameter) is var (style, explode))
        {
            target["style"] = style;
            target["explode"] = explode;
        }

        return target;
    }

    /// <summary>The schema that the parameter's own fields make up.</summary>
    public static JsonObject Schema(JsonObject parameter)
    {
        if (parameter["schema"] is JsonObject given)
        {
            return (JsonObject)given.DeepClone();
        }

        var schema = new JsonObject();
        foreach (var (field, value) in parameter)
        {
            if (field is not ("name" or "in" or "description" or "required" or "collectionFormat" or "allowEmptyValue" or "deprecated" or "$ref"))
            {
                schema[field] = value?.DeepClone();
            }
        }

        return schema;
    }

    /// <summary>The request body that the parameters make up, or null.</summary>
    public static JsonObject? Body(IReadOnlyList<JsonObject> parameters, IReadOnlyList<string> consumes)
    {
        if (parameters.FirstOrDefault(parameter => In(parameter) == "body") is { } body)
        {
            return new JsonObject { ["required"] = IsRequired(body), ["content"] = Content(consumes, Schema(body)) };
        }

        var fields = parameters.Where(parameter => In(parameter) == "formData" && parameter["name"] is JsonValue).ToList();
        if (fields.Count == 0)
        {
            return null;
        }

        var properties = new JsonObject();
        foreach (var field in fields)
        {
            properties[field["name"]!.ToString()] = Schema(field);
        }

        var required = fields.Where(IsRequired).Select(field => field["name"]!.ToString()).Distinct(StringComparer.Ordinal).ToList();
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
        {
            schema["required"] = new JsonArray([.. required.Select(name => JsonValue.Create(name))]);
        }

        var forms = consumes.Where(type => type is "multipart/form-data" or "application/x-www-form-urlencoded").ToList();
        var hasFile = fields.Any(field => (field["type"] as JsonValue)?.ToString() == "file");
        IReadOnlyList<string> types = hasFile ? ["multipart/form-data"] : forms.Count > 0 ? forms : ["application/x-www-form-urlencoded"];
        return new JsonObject { ["required"] = required.Count > 0, ["content"] = Content(types, schema) };
    }

    private static JsonObject Content(IReadOnlyList<string> mediaTypes, JsonObject schema)
    {
        var content = new JsonObject();
        foreach (var mediaType in mediaTypes)
        {
            content[mediaType] = new JsonObject { ["schema"] = schema.DeepClone() };
        }

        return content;
    }

    private static (string Style, bool Explode)? Style(JsonObject parameter)
    {
        if ((parameter["type"] as JsonValue)?.ToString() != "array")
        {
            return null;
        }

        var place = In(parameter);
        return (parameter["collectionFormat"] as JsonValue)?.ToString() switch
        {
            "multi" when place == "query" => ("form", true),
            "ssv" when place == "query" => ("spaceDelimited", false),
            "pipes" when place == "query" => ("pipeDelimited", false),
            _ => (place == "query" ? "form" : "simple", false),
        };
    }

    private JsonObject Resolved(JsonObject parameter)
    {
        for (var i = 0; i < MaxReferences && parameter["$ref"] is JsonValue reference; i++)
        {
            if (JsonPointer.Find(root, reference.ToString()) is not JsonObject target)
            {
                break;
            }

            parameter = target;
        }

        return parameter;
    }

    private static string? In(JsonObject parameter) => (parameter["in"] as JsonValue)?.ToString();

    private static bool IsRequired(JsonObject parameter) => parameter["required"] is JsonValue value && value.TryGetValue<bool>(out var required) && required;
}
