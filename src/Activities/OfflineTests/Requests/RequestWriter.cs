using System.Text;
using System.Text.Json.Nodes;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.OfflineTests.Requests;

/// <summary>Puts the values of an operation into their places.</summary>
internal sealed class RequestWriter(BodyText bodies)
{
    private const int MaxUrl = 4000;

    /// <summary>The request, or null when these values cannot be sent (a line break in a header, an empty path segment).</summary>
    public RequestPlan? Write(ApiOperation operation, OperationValues values)
    {
        var path = Path(operation, values);
        if (path is null)
        {
            return null;
        }

        var query = new StringBuilder();
        var headers = new List<(string Name, string Value)>();
        var cookies = new List<string>();
        foreach (var parameter in operation.Parameters)
        {
            if (!values.Parameters.TryGetValue(parameter, out var sample))
            {
                continue;
            }

            switch (parameter.In)
            {
                case "query":
                    foreach (var (name, value) in ParameterText.Pairs(parameter, sample.Node))
                    {
                        query.Append(query.Length == 0 && !path.Contains('?', StringComparison.Ordinal) ? '?' : '&')
                            .Append(ParameterText.Encode(name)).Append('=').Append(ParameterText.Encode(value));
                    }

                    break;
                case "header":
                    headers.Add((parameter.Name, ParameterText.Plain(parameter, sample.Node)));
                    break;
                case "cookie":
                    cookies.Add($"{parameter.Name}={ParameterText.Encode(ParameterText.Plain(parameter, sample.Node))}");
                    break;
            }
        }

        if (cookies.Count > 0)
        {
            headers.Add(("Cookie", string.Join("; ", cookies)));
        }

        var body = values.Body is { } content && operation.Body is { } described && BodyText.Choose(described) is { } media ? bodies.Write(media, content.Node) : null;
        var url = path + query;
        return url.Length <= MaxUrl && headers.All(header => IsToken(header.Name) && IsFieldText(header.Value))
            ? new RequestPlan(operation.Method, url, headers, body)
            : null;
    }

    /// <summary>The path with its variables filled in, or null when one of them would be empty or a step up.</summary>
    public static string? Path(ApiOperation operation, OperationValues values)
    {
        var parts = PathTemplate.Parts(operation.Path);
        var path = new StringBuilder();
        for (var i = 0; i < parts.Count; i++)
        {
            if (i % 2 == 0)
            {
                path.Append(Literal(parts[i]));
                continue;
            }

            var parameter = operation.Parameters.First(candidate => candidate.In == "path" && candidate.Name == parts[i]);
            JsonNode? value = values.Parameters.TryGetValue(parameter, out var sample) ? sample.Node : null;
            var text = ParameterText.Path(parameter, value);
            if (text.Length == 0 || text.All(c => c == '.') || sample is null)
            {
                return null;
            }

            path.Append(text);
        }

        return path.ToString();
    }

    /// <summary>Text of a template, with everything encoded that may not stand in an address.</summary>
    public static string Literal(string text)
    {
        var encoded = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var c = rune.Value;
            var isPlain = c < 128 && (char.IsAsciiLetterOrDigit((char)c) || "-._~!$&'()*+,;=:@/?%".Contains((char)c, StringComparison.Ordinal));
            encoded.Append(isPlain ? ((char)c).ToString() : ParameterText.Encode(rune.ToString()));
        }

        return encoded.ToString();
    }

    private static bool IsToken(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));

    private static bool IsFieldText(string value) => value.Length > 0 && value.All(c => c is >= ' ' and <= '~');
}
