using System.Text.Json.Nodes;

namespace Workflows.Activities.OpenApi;

/// <summary>Security definitions of Swagger 2.0 as security schemes of OpenAPI 3.</summary>
internal static class SwaggerSecurity
{
    public static JsonObject Scheme(JsonObject definition)
    {
        var type = (definition["type"] as JsonValue)?.ToString();
        if (type == "basic")
        {
            return new JsonObject { ["type"] = "http", ["scheme"] = "basic" };
        }

        if (type != "oauth2")
        {
            return (JsonObject)definition.DeepClone();
        }

        var flow = (definition["flow"] as JsonValue)?.ToString() switch
        {
            "application" => "clientCredentials",
            "accessCode" => "authorizationCode",
            { } same => same,
            null => "implicit",
        };
        var details = new JsonObject { ["scopes"] = definition["scopes"]?.DeepClone() ?? new JsonObject() };
        foreach (var field in (string[])["authorizationUrl", "tokenUrl"])
        {
            if (definition[field] is { } url)
            {
                details[field] = url.DeepClone();
            }
        }

        return new JsonObject { ["type"] = "oauth2", ["flows"] = new JsonObject { [flow] = details } };
    }
}
