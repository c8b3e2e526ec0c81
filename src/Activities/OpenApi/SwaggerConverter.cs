using System.Text.Json.Nodes;

namespace Workflows.Activities.OpenApi;

/// <summary>Brings a Swagger 2.0 document into the form of OpenAPI 3.0.</summary>
internal sealed class SwaggerConverter(JsonObject source, List<string> warnings)
{
    private readonly SwaggerParameters _parameters = new(source);

    public JsonObject Convert()
    {
        var target = new JsonObject { ["openapi"] = "3.0.3" };
        Copy(source, target, "info", "tags", "security", "externalDocs");
        target["servers"] = SwaggerServers.Of(source);
        target["paths"] = Paths();
        target["components"] = new JsonObject
        {
            ["schemas"] = source["definitions"]?.DeepClone() ?? new JsonObject(),
            ["responses"] = Map(source["responses"], (_, response) => Response(response, MediaTypes(null, "produces"))),
            ["securitySchemes"] = Map(source["securityDefinitions"], (_, scheme) => SwaggerSecurity.Scheme(scheme)),
        };
        SwaggerSchemas.Rewrite(target);
        return target;
    }

    private JsonObject Paths()
    {
        var paths = new JsonObject();
        foreach (var (path, node) in source["paths"] as JsonObject ?? [])
        {
            if (node is not JsonObject item)
            {
                continue;
            }

            var shared = _parameters.Read(item["parameters"]);
            var converted = new JsonObject();
            Copy(item, converted, "$ref", "summary", "description");
            foreach (var (method, operation) in item)
            {
                if (HttpMethods.IsMethod(method))
                {
                    if (operation is JsonObject described)
                    {
                        converted[method] = Operation(described, shared);
                    }
                    else
                    {
                        warnings.Add($"{method.ToUpperInvariant()} {Excerpt.Of(path, 80)} is not an object and is left out.");
                    }
                }
            }

            paths[path] = converted;
        }

        return paths;
    }

    private JsonObject Operation(JsonObject operation, IReadOnlyList<JsonObject> shared)
    {
        var target = new JsonObject();
        Copy(operation, target, "tags", "summary", "description", "operationId", "deprecated", "security", "externalDocs");
        var own = _parameters.Read(operation["parameters"]);
        // A parameter of the operation replaces the path's one of the same name and place.
        var all = shared.Where(parameter => !own.Any(other => SwaggerParameters.Same(parameter, other))).Concat(own).ToList();

        target["parameters"] = new JsonArray([.. all.Where(SwaggerParameters.IsPlain).Select(SwaggerParameters.Convert)]);
        if (SwaggerParameters.Body(all, MediaTypes(operation, "consumes")) is { } body)
        {
            target["requestBody"] = body;
        }

        var produces = MediaTypes(operation, "produces");
        target["responses"] = Map(operation["responses"], (_, response) => Response(response, produces));
        return target;
    }

    private static JsonObject Response(JsonObject response, IReadOnlyList<string> produces)
    {
        var target = new JsonObject();
        Copy(response, target, "$ref", "description");
        var examples = response["examples"] as JsonObject;
        if (response["schema"] is JsonObject schema)
        {
            var content = new JsonObject();
            foreach (var mediaType in produces)
            {
                var media = new JsonObject { ["schema"] = schema.DeepClone() };
                if (examples?[mediaType] is { } example)
                {
                    media["example"] = example.DeepClone();
                }

                content[mediaType] = media;
            }

            target["content"] = content;
        }

        if (response["headers"] is JsonObject headers)
        {
            target["headers"] = Map(headers, (_, header) => new JsonObject { ["schema"] = SwaggerParameters.Schema(header) });
        }

        return target;
    }

    private List<string> MediaTypes(JsonObject? operation, string field)
    {
        var own = operation?[field] as JsonArray;
        var list = (own ?? source[field] as JsonArray ?? [])
            .OfType<JsonValue>().Select(value => value.ToString()).Where(value => value.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return list.Count > 0 ? list : ["application/json"];
    }

    private static JsonObject Map(JsonNode? source, Func<string, JsonObject, JsonObject> convert)
    {
        var target = new JsonObject();
        foreach (var (name, node) in source as JsonObject ?? [])
        {
            if (node is JsonObject item)
            {
                target[name] = convert(name, item);
            }
        }

        return target;
    }

    private static void Copy(JsonObject source, JsonObject target, params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            if (source[field] is { } value)
            {
                target[field] = value.DeepClone();
            }
        }
    }
}
