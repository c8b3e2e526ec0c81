using System.Text;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.OfflineTests.Code;

/// <summary>How the generated tests sign in: the schemes of the document, their secrets from environment variables.</summary>
internal sealed class CredentialsCode(ApiDocument api)
{
    private static readonly ApiCredential[] Keys = [ApiCredential.HeaderKey, ApiCredential.QueryKey, ApiCredential.CookieKey];
    private readonly SortedDictionary<string, ApiSecurityScheme> _used = new(StringComparer.Ordinal);

    public bool IsUsed => _used.Count > 0;

    /// <summary>The schemes that are sent together to an operation; null when no alternative can be sent by a test.</summary>
    public IReadOnlyList<string>? Schemes(ApiOperation operation)
    {
        foreach (var alternative in operation.Security)
        {
            var schemes = alternative.Select(name => api.SecuritySchemes.GetValueOrDefault(name) ?? new ApiSecurityScheme(name, ApiCredential.Unsupported, "")).ToList();
            if (schemes.TrueForAll(IsSendable))
            {
                schemes.ForEach(scheme => _used[scheme.Name] = scheme);
                return alternative;
            }
        }

        return null;
    }

    /// <summary>The environment variables that must be set for these schemes, for messages.</summary>
    public string Variables(IReadOnlyList<string> schemes) => string.Join(" and ", schemes.Select(scheme => _used[scheme].Kind switch
    {
        ApiCredential.Basic => "API_USER and API_PASSWORD",
        ApiCredential.Bearer => "API_TOKEN",
        _ => KeyVariables(_used[scheme])[0],
    }).Distinct(StringComparer.Ordinal));

    public void Write(CodeWriter code)
    {
        code.Line("/// <summary>Signs requests in with what the environment holds.</summary>");
        code.Open("internal static class Credentials");
        code.Line("/// <summary>Adds what the security schemes ask for; false when one of the environment variables is not set.</summary>");
        code.Line("public static bool Add(HttpRequestMessage request, params string[] schemes) => schemes.All(scheme => AddOne(request, scheme));").Line();
        code.Line("private static bool AddOne(HttpRequestMessage request, string scheme) => scheme switch");
        code.Line("{");
        foreach (var scheme in _used.Values)
        {
            code.Indented($"{CSharpText.Literal(scheme.Name)} => {Call(scheme)},");
        }

        code.Indented("_ => false,");
        code.Line("};").Line();
        code.Open("private static bool Header(HttpRequestMessage request, string name, string prefix, string? secret)");
        code.Line("return !string.IsNullOrEmpty(secret) && request.Headers.TryAddWithoutValidation(name, prefix + secret);");
        code.Close().Line();
        code.Open("private static bool Query(HttpRequestMessage request, string name, string? secret)");
        code.Open("if (string.IsNullOrEmpty(secret))").Line("return false;").Close().Line();
        code.Line("var address = request.RequestUri!.ToString();");
        code.Line("request.RequestUri = new Uri(address + (address.Contains('?') ? \"&\" : \"?\") + Uri.EscapeDataString(name) + \"=\" + Uri.EscapeDataString(secret));");
        code.Line("return true;");
        code.Close().Line();
        code.Open("private static string? Basic()");
        code.Line("var (user, password) = (Variable(\"API_USER\"), Variable(\"API_PASSWORD\"));");
        code.Line("return user is null || password is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes($\"{user}:{password}\"));");
        code.Close().Line();
        code.Line("private static string? Variable(params string[] names) => names.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value));");
        code.Close();
    }

    private string Call(ApiSecurityScheme scheme)
    {
        var name = CSharpText.Literal(scheme.ParameterName);
        var key = $"Variable({string.Join(", ", KeyVariables(scheme).Select(CSharpText.Literal))})";
        return scheme.Kind switch
        {
            ApiCredential.HeaderKey => $"Header(request, {name}, \"\", {key})",
            ApiCredential.QueryKey => $"Query(request, {name}, {key})",
            ApiCredential.CookieKey => $"Header(request, \"Cookie\", {CSharpText.Literal(scheme.ParameterName + "=")}, {key})",
            ApiCredential.Basic => "Header(request, \"Authorization\", \"Basic \", Basic())",
            _ => "Header(request, \"Authorization\", \"Bearer \", Variable(\"API_TOKEN\"))",
        };
    }

    // With one key in the document its variable is API_KEY; several get one each, and API_KEY stands in for all.
    private string[] KeyVariables(ApiSecurityScheme scheme) =>
        api.SecuritySchemes.Values.Count(other => Keys.Contains(other.Kind)) <= 1 ? ["API_KEY"] : [$"API_KEY_{VariableName(scheme.Name)}", "API_KEY"];

    private static string VariableName(string name)
    {
        var variable = new StringBuilder();
        foreach (var c in name)
        {
            variable.Append(char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_');
        }

        return variable.ToString();
    }

    private static bool IsSendable(ApiSecurityScheme scheme) =>
        scheme.Kind != ApiCredential.Unsupported && (!Keys.Contains(scheme.Kind) || scheme.ParameterName.Length > 0);
}
