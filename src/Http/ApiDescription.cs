using System.Text.Json.Nodes;

namespace Workflows.Http;

/// <summary>The OpenAPI document of this API: a file of its own, kept beside the routes that it describes.</summary>
internal static class ApiDescription
{
    private const string Resource = "Workflows.Http.openapi.json";

    public static ApiResponse Get(ApiRequest request, string version)
    {
        using var file = typeof(ApiDescription).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is not in the assembly; the build is broken.");
        var document = JsonNode.Parse(file)!;
        document["info"]!["version"] = version;
        document["servers"]![0]!["url"] = request.BaseUrl.AbsoluteUri;
        return ApiResponse.Text(200, "application/json", document.ToJsonString());
    }
}
