using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Workflows.Activities.Logging;
using Workflows.Activities.Workspaces;
using Workflows.Domain.Texts;

namespace Workflows.Activities.Tools;

/// <summary><c>fs_search</c>: lines that hold a text.</summary>
internal sealed class SearchTool(IWorkspaces workspaces, IOptions<ToolOptions> options, TimeProvider time) : ITool
{
    private const int MostLines = 200;
    private const int LongestLine = 300;
    private const int LongestQuery = 1000;

    /// <inheritdoc />
    public ToolDefinition Definition { get; } = new(
        "fs_search",
        "Searches text files line by line and answers 'path:line: text' for each line that fits.",
        """
        {"type":"object","properties":{
        "text":{"type":"string","description":"What to search for."},
        "regex":{"type":"boolean","description":"Whether 'text' is a regular expression (without look-around and back references). Left out: no."},
        "path":{"type":"string","description":"File or folder to search, from the root. Left out: everything."},
        "pattern":{"type":"string","description":"Only files that fit, for example *.cs."}},
        "required":["text"]}
        """);

    /// <inheritdoc />
    public async Task<ToolOutcome> CallAsync(ToolRequest request, CancellationToken cancellationToken)
    {
        var (text, pattern) = (request.Arguments.Text("text"), request.Arguments.Optional("pattern"));
        var isRegex = request.Arguments.Flag("regex") ?? false;
        var (path, problem) = ToolPath.Resolve(request.Arguments.Optional("path") ?? "");
        var (fits, badQuery) = Matcher(text, isRegex);
        if ((request.Arguments.Problem ?? problem ?? badQuery ?? (pattern?.Length > LongestQuery ? "'pattern' is too long" : null)) is { } wrong)
        {
            return request.Refuse(wrong + (wrong.EndsWith('.') ? "" : "."));
        }

        var named = pattern is null ? _ => true : Glob.Of(pattern);
        var files = request.Manifest.Files
            .Where(file => (path.Length == 0 || file.Path == path || file.Path.StartsWith(path + "/", StringComparison.Ordinal)) && named(file.Path)).ToList();
        return await SearchAsync(request, files, fits!, ToolPath.Shown(text), cancellationToken);
    }

    private async Task<ToolOutcome> SearchAsync(ToolRequest request, List<WorkspaceFile> files, Func<string, bool> fits, string shown, CancellationToken cancellationToken)
    {
        var (found, answer) = (0, new StringBuilder());
        var started = time.GetTimestamp();
        foreach (var file in files)
        {
            if (TextFile.Read(await workspaces.ReadFileAsync(request.State, file, cancellationToken)) is not { } body)
            {
                continue;
            }

            var number = 0;
            foreach (var line in body.Split('\n'))
            {
                number++;
                if (time.GetElapsedTime(started).TotalSeconds > options.Value.SearchTimeoutSeconds)
                {
                    answer.Append(CultureInfo.InvariantCulture, $"[stopped after {options.Value.SearchTimeoutSeconds} s at {file.Path}: search a folder, or with a pattern]\n");
                    return request.Answer(answer.ToString(), $"'{shown}' (stopped)");
                }

                if (!fits(line))
                {
                    continue;
                }

                found++;
                if (found <= MostLines && answer.Length < options.Value.AnswerCharacters)
                {
                    var one = SafeText.OneLine(line.TrimEnd('\r').Replace('\t', ' '));
                    answer.Append(CultureInfo.InvariantCulture, $"{file.Path}:{number}: {(one.Length > LongestLine ? one[..LongestLine] + "…" : one)}\n");
                }
                else if (found > MostLines)
                {
                    answer.Append("[… more lines fit: search for something longer, or in a folder]\n");
                    return request.Answer(answer.ToString(), $"'{shown}' ({MostLines}+ lines)");
                }
            }
        }

        return request.Answer(found == 0 ? "No line fits." : answer.ToString(), $"'{shown}' ({Counted.Of(found, "line")})");
    }

    private static (Func<string, bool>? Fits, string? Problem) Matcher(string text, bool isRegex)
    {
        if (text.Length is 0 or > LongestQuery)
        {
            return (null, $"'text' has to have 1 to {LongestQuery} characters");
        }

        if (!isRegex)
        {
            return (line => line.Contains(text, StringComparison.Ordinal), null);
        }

        try
        {
            // Its time grows with the line and not with the expression's tricks.
            return (new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant).IsMatch, null);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return (null, $"'text' is no regular expression that can be searched for: {SafeText.OneLine(error.Message)}");
        }
    }
}
