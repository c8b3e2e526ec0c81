using System.Text.Json;

namespace Workflows.Activities.OpenApi;

/// <summary>An OpenAPI 3 document as the generator sees it. Reading never fails: what cannot be understood says so.</summary>
/// <param name="Title">One line.</param>
/// <param name="Version">The API's version.</param>
/// <param name="Operations">In the document's order.</param>
/// <param name="SecuritySchemes">By name.</param>
/// <param name="References">Looks up schemas.</param>
/// <param name="Warnings">What is odd but usable.</param>
internal sealed record ApiDocument(
    string Title,
    string Version,
    IReadOnlyList<ApiOperation> Operations,
    IReadOnlyDictionary<string, ApiSecurityScheme> SecuritySchemes,
    References References,
    IReadOnlyList<string> Warnings)
{
    private const int TitleLength = 120;

    public static ApiDocument Read(JsonElement root)
    {
        var references = new References(root);
        var reader = new OperationReader(root, references);
        var operations = new List<ApiOperation>();
        foreach (var path in root.Members("paths"))
        {
            if (!path.Name.StartsWith("x-", StringComparison.Ordinal))
            {
                operations.AddRange(reader.Read(path.Name, path.Value));
            }
        }

        var info = root.Object("info") ?? default;
        var title = Excerpt.Of(info.Text("title"), TitleLength);
        var components = root.Object("components") ?? default;
        return new ApiDocument(
            title.Length == 0 ? "Untitled API" : title,
            Excerpt.Of(info.Text("version"), 40),
            operations,
            components.Members("securitySchemes").ToDictionary(scheme => scheme.Name, scheme => Scheme(scheme.Name, references.Resolve(scheme.Value) ?? default), StringComparer.Ordinal),
            references,
            [.. Doubles(operations)]);
    }

    private static ApiSecurityScheme Scheme(string name, JsonElement scheme) => (scheme.Text("type"), scheme.Text("in"), scheme.Text("scheme")?.ToLowerInvariant()) switch
    {
        ("apiKey", "header", _) => new(name, ApiCredential.HeaderKey, scheme.Text("name") ?? ""),
        ("apiKey", "query", _) => new(name, ApiCredential.QueryKey, scheme.Text("name") ?? ""),
        ("apiKey", "cookie", _) => new(name, ApiCredential.CookieKey, scheme.Text("name") ?? ""),
        ("http", _, "basic") => new(name, ApiCredential.Basic, ""),
        ("http", _, "bearer") or ("oauth2", _, _) or ("openIdConnect", _, _) => new(name, ApiCredential.Bearer, ""),
        _ => new(name, ApiCredential.Unsupported, ""),
    };

    private static IEnumerable<string> Doubles(List<ApiOperation> operations)
    {
        foreach (var group in operations.Where(operation => operation.OperationId is not null).GroupBy(operation => operation.OperationId!, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            yield return $"The operationId '{Excerpt.Of(group.Key, 60)}' stands at {group.Count()} operations: {string.Join(", ", group.Take(3).Select(operation => operation.Name))}.";
        }

        foreach (var group in operations.GroupBy(operation => operation.Method + " " + PathTemplate.Shape(operation.Path), StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            yield return $"The same path is described twice: {string.Join(", ", group.Take(3).Select(operation => operation.Name))}.";
        }
    }
}
