using System.Text.Json;

namespace Workflows.Activities.OpenApi;

/// <summary>Reads the parameters of an operation, its path's included.</summary>
internal sealed class ParameterReader(References references)
{
    public static JsonElement AnyText { get; } = JsonElement.Parse("""{"type":"string"}""");

    public IReadOnlyList<ApiParameter> Read(string path, JsonElement item, JsonElement operation, List<string> problems)
    {
        var own = Parameters(operation, problems);
        var shared = Parameters(item, problems).Where(parameter => !own.Any(other => Same(parameter, other)));
        var all = shared.Concat(own).DistinctBy(parameter => (parameter.Name, parameter.In)).ToList();

        var variables = PathTemplate.Variables(path).Distinct(StringComparer.Ordinal).ToList();
        // A variable that nobody described is still part of the address: any text will do.
        foreach (var variable in variables.Where(variable => !all.Any(parameter => parameter.In == "path" && parameter.Name == variable)))
        {
            all.Add(new ApiParameter(variable, "path", true, AnyText, "simple", false, false, false, null));
        }

        return [.. all.Where(parameter => parameter.In != "path" || variables.Contains(parameter.Name, StringComparer.Ordinal))];
    }

    private List<ApiParameter> Parameters(JsonElement holder, List<string> problems)
    {
        var parameters = new List<ApiParameter>();
        foreach (var described in holder.Items("parameters"))
        {
            if (references.Resolve(described) is not { ValueKind: JsonValueKind.Object } parameter)
            {
                problems.Add($"a parameter refers to '{Excerpt.Of(References.Target(described), 120)}', which names nothing in the document.");
                continue;
            }

            var name = parameter.Text("name");
            var place = parameter.Text("in");
            if (string.IsNullOrEmpty(name) || place is not ("path" or "query" or "header" or "cookie"))
            {
                // Nobody can send it; that only matters where it must be sent.
                if (!parameter.Is("required"))
                {
                    continue;
                }

                problems.Add($"a required parameter has {(string.IsNullOrEmpty(name) ? "no name" : $"the place '{Excerpt.Of(place, 30)}', which is none of path, query, header, cookie")}.");
                continue;
            }

            // The specification says that these three are described elsewhere.
            if (place == "header" && (name.Equals("Accept", StringComparison.OrdinalIgnoreCase)
                || name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) || name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            parameters.Add(Parameter(parameter, name, place, problems));
        }

        return parameters;
    }

    private ApiParameter Parameter(JsonElement parameter, string name, string place, List<string> problems)
    {
        var media = parameter.Members("content").Select(member => member.Value).FirstOrDefault();
        var hasContent = media.ValueKind == JsonValueKind.Object;
        var schema = parameter.Member("schema") ?? media.Member("schema") ?? AnyText;
        if (references.Resolve(schema) is null)
        {
            problems.Add($"the schema of the parameter '{Excerpt.Of(name, 60)}' refers to '{Excerpt.Of(References.Target(schema), 120)}', which names nothing in the document.");
            schema = AnyText;
        }

        var style = parameter.Text("style") ?? (place is "query" or "cookie" ? "form" : "simple");
        return new ApiParameter(
            name,
            place,
            place == "path" || parameter.Is("required"),
            schema,
            style,
            parameter.Flag("explode") ?? style == "form",
            parameter.Is("allowReserved"),
            hasContent,
            Examples.Of(parameter, references) ?? (hasContent ? Examples.Of(media, references) : null));
    }

    private static bool Same(ApiParameter one, ApiParameter other) => one.Name == other.Name && one.In == other.In;
}
