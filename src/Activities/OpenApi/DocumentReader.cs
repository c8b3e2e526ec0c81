using System.Text.Json.Nodes;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.OpenApi;

/// <summary>Reads a document of any supported version and brings it into OpenAPI 3 with its references inside.</summary>
internal static class DocumentReader
{
    /// <summary>Most lines of <see cref="NormalizedDocument.Warnings"/>.</summary>
    public const int MaxWarnings = 20;

    /// <param name="content">The document.</param>
    /// <param name="options">The limits.</param>
    /// <param name="address">Where it was fetched from, for relative servers; null when it was uploaded.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="InvalidDocumentException">It cannot be used; the message says why.</exception>
    public static NormalizedDocument Read(ReadOnlyMemory<byte> content, OpenApiOptions options, Uri? address, CancellationToken cancellationToken)
    {
        var parsed = DocumentParser.Parse(content, options);
        var warnings = new List<string>(parsed.Warnings);
        var root = parsed.Root;
        var version = SpecVersion.Of(root);

        ReferenceRules.RefuseExternal(root, options.AllowExternalReferences, warnings);
        RefuseTooMany(root, options);
        if (version == SpecVersion.Swagger2)
        {
            root = new SwaggerConverter(root, warnings).Convert();
        }

        cancellationToken.ThrowIfCancellationRequested();
        var api = ApiDocument.Read(ApiJson.Element(root));
        RefuseUnusable(api);
        warnings.AddRange(ReferenceRules.Unresolvable(root));
        warnings.AddRange(api.Warnings);
        warnings.AddRange(api.Operations.Where(operation => operation.Problem is not null)
            .Select(operation => $"{operation.Name} cannot be tested: {operation.Problem}"));

        return new NormalizedDocument(
            root, parsed.IsYaml, api.Title, version, api.Operations.Count, Servers.First(root, address), Bounded(warnings));
    }

    private static void RefuseTooMany(JsonObject root, OpenApiOptions options)
    {
        if (root["paths"] is not JsonObject paths || paths.Count == 0)
        {
            throw new InvalidDocumentException(
                "The document has no operations: its field 'paths' is missing or empty. Describe at least one, such as paths: { /ping: { get: … } }.");
        }

        var operations = paths.Sum(path => path.Value is JsonObject item ? item.Count(member => HttpMethods.IsMethod(member.Key)) : 0);
        if (operations > options.MaxOperations)
        {
            throw new InvalidDocumentException(
                $"The document has {operations} operations; the limit is {options.MaxOperations} (setting OpenApi:MaxOperations). Split it, or raise the setting.");
        }
    }

    private static void RefuseUnusable(ApiDocument api)
    {
        if (api.Operations.Count == 0)
        {
            throw new InvalidDocumentException(
                "The document has no operations: no path holds get, put, post, delete, options, head, patch or trace. Describe at least one.");
        }

        if (api.Operations.All(operation => operation.Problem is not null))
        {
            throw new InvalidDocumentException(
                $"None of the document's {api.Operations.Count} operations can be used. The first: {api.Operations[0].Name}: {api.Operations[0].Problem} Correct the document and send it again.");
        }
    }

    private static List<string> Bounded(List<string> warnings)
    {
        var distinct = warnings.Distinct(StringComparer.Ordinal).ToList();
        return distinct.Count <= MaxWarnings
            ? distinct
            : [.. distinct.Take(MaxWarnings - 1), $"and {distinct.Count - MaxWarnings + 1} more"];
    }
}
