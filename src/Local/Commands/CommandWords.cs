using System.Text.RegularExpressions;

namespace Workflows.Local.Commands;

/// <summary>What the API says of its own requests, as commands: whoever types commands sends no requests.</summary>
internal static partial class CommandWords
{
    /// <summary>The text with the command in the place of each request that has one.</summary>
    public static string In(string detail) => Request().Replace(detail, request =>
    {
        var run = Uri.UnescapeDataString(request.Groups["run"].Value) is { Length: > 0 } id && id[0] != '{' ? id : "<run>";
        return (request.Groups["kind"].Value, request.Groups["part"].Value) switch
        {
            ("runs", "") => "'workflows list --all'",
            ("runs", "timeline") => $"'workflows timeline {run}'",
            ("runs", "artifacts") => $"'workflows artifacts {run}'",
            ("runs", "restart") => $"'workflows restart {run}'",
            ("gates", "") => "'workflows gates'",
            _ => request.Value,
        };
    });

    [GeneratedRegex(@"(GET|POST) /v1/(?<kind>runs|gates)(/(?<run>[^/\s]+)/(?<part>timeline|artifacts|restart)(/\{name\})?)?(?![/\w])")]
    private static partial Regex Request();
}
