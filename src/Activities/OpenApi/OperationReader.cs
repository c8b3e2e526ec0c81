using System.Text.Json;

namespace Workflows.Activities.OpenApi;

/// <summary>Reads the operations of path items.</summary>
internal sealed class OperationReader(JsonElement root, References references)
{
    private readonly ParameterReader _parameters = new(references);
    private readonly List<IReadOnlyList<string>> _security = Security(root) ?? [];

    public IEnumerable<ApiOperation> Read(string path, JsonElement item)
    {
        var resolved = references.Resolve(item) ?? default;
        foreach (var method in HttpMethods.All)
        {
            foreach (var member in resolved.ValueKind == JsonValueKind.Object ? resolved.EnumerateObject() : default)
            {
                if (member.Name.Equals(method, StringComparison.OrdinalIgnoreCase))
                {
                    yield return Operation(method.ToUpperInvariant(), path, resolved, member.Value);
                    break;
                }
            }
        }
    }

    private ApiOperation Operation(string method, string path, JsonElement item, JsonElement operation)
    {
        var problems = new List<string>();
        if (operation.ValueKind != JsonValueKind.Object)
        {
            problems.Add("it is not an object.");
        }

        if (!path.StartsWith('/'))
        {
            problems.Add("its path does not begin with '/'.");
        }

        var parameters = _parameters.Read(path, item, operation, problems);
        var body = Body(operation, problems);
        var responses = Responses(operation);
        return new ApiOperation(
            method,
            path,
            operation.Text("operationId") is { Length: > 0 } id ? id : null,
            operation.Items("tags").FirstOrDefault() is { ValueKind: JsonValueKind.String } tag ? tag.GetString() : null,
            parameters,
            body,
            responses,
            Security(operation) ?? _security,
            problems.FirstOrDefault());
    }

    private ApiBody? Body(JsonElement operation, List<string> problems)
    {
        if (operation.Member("requestBody") is not { } described || described.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (references.Resolve(described) is not { ValueKind: JsonValueKind.Object } body)
        {
            problems.Add($"its requestBody refers to '{Excerpt.Of(References.Target(described), 120)}', which names nothing in the document.");
            return null;
        }

        var content = Content(body);
        var broken = content.Select(media => media.Schema is { } schema && references.Resolve(schema) is null ? References.Target(schema) : null).FirstOrDefault(target => target is not null);
        if (broken is not null)
        {
            problems.Add($"its request body refers to '{Excerpt.Of(broken, 120)}', which names nothing in the document.");
        }

        return new ApiBody(body.Is("required"), content);
    }

    private List<ApiResponse> Responses(JsonElement operation)
    {
        var responses = new List<ApiResponse>();
        foreach (var member in operation.Members("responses"))
        {
            var status = member.Name.Trim().ToUpperInvariant();
            var known = status == "DEFAULT" ? "default"
                : status is [>= '1' and <= '5', 'X', 'X'] || (status.Length == 3 && status.All(char.IsAsciiDigit)) ? status
                : null;
            if (known is not null && references.Resolve(member.Value) is { ValueKind: JsonValueKind.Object } response)
            {
                var hasLocation = response.Members("headers").Any(header => header.Name.Equals("Location", StringComparison.OrdinalIgnoreCase));
                responses.Add(new ApiResponse(known, Content(response), hasLocation));
            }
            else if (known is not null)
            {
                // A response that refers to nothing is still a documented status.
                responses.Add(new ApiResponse(known, [], false));
            }
        }

        return responses;
    }

    private List<ApiMedia> Content(JsonElement holder)
    {
        var content = new List<ApiMedia>();
        foreach (var member in holder.Members("content"))
        {
            if (references.Resolve(member.Value) is { ValueKind: JsonValueKind.Object } media)
            {
                content.Add(new ApiMedia(member.Name, media.Member("schema"), Examples.Of(media, references), media.Object("encoding")));
            }
        }

        return content;
    }

    private static List<IReadOnlyList<string>>? Security(JsonElement holder)
    {
        if (holder.Member("security") is not { ValueKind: JsonValueKind.Array } requirements)
        {
            return null;
        }

        var alternatives = requirements.EnumerateArray()
            .Where(requirement => requirement.ValueKind == JsonValueKind.Object)
            .Select(requirement => (IReadOnlyList<string>)[.. requirement.EnumerateObject().Select(scheme => scheme.Name)])
            .ToList();
        // An empty alternative means that credentials are optional.
        return alternatives.Any(alternative => alternative.Count == 0) ? [] : alternatives;
    }
}
