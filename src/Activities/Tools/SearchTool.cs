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
    private const int LongestMatched = 4000;

    private static readonly TimeSpan MostPerLine = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public ToolDefinition Definition { get; } = new(
        "fs_search",
        "Searches text files line by line and answers 'path:line: text' for each line that fits.",
        """
        {"type":"object","properties":{
        "text":{"type":"string","description":"What to search for."},
        "regex":{"type":"boolean","description":"Whether 'text' is a regular expression (without named groups and back references; of a line its first 4,000 characters are looked at). Left out: no."},
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
        var (expression, badQuery) = Read(text, isRegex);
        if ((request.Arguments.Problem ?? problem ?? badQuery ?? (pattern?.Length > LongestQuery ? "'pattern' is too long" : null)) is { } wrong)
        {
            return request.Refuse(wrong + (wrong.EndsWith('.') ? "" : "."));
        }

        var named = pattern is null ? _ => true : Glob.Of(pattern);
        var files = request.Manifest.Files
            .Where(file => (path.Length == 0 || file.Path == path || file.Path.StartsWith(path + "/", StringComparison.Ordinal)) && named(file.Path)).ToList();
        return await SearchAsync(request, files, new Query(text, expression), cancellationToken);
    }

    private async Task<ToolOutcome> SearchAsync(ToolRequest request, List<WorkspaceFile> files, Query query, CancellationToken cancellationToken)
    {
        var (found, cut, shown, answer) = (0, 0, ToolPath.Shown(query.Text), new StringBuilder());
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

                try
                {
                    if (!query.Fits(line, ref cut))
                    {
                        continue;
                    }
                }
                catch (RegexMatchTimeoutException)
                {
                    return request.Refuse(string.Create(
                        CultureInfo.InvariantCulture, $"the expression takes too long at {file.Path}:{number}. Write it without repetitions in repetitions, or search for a text."));
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

        answer.Append(found == 0 ? cut == 0 ? "No line fits." : "No line fits.\n" : "");
        answer.Append(cut == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"[of {Counted.Of(cut, "long line")} only the first {LongestMatched} characters were looked at]\n"));
        return request.Answer(answer.ToString(), $"'{shown}' ({Counted.Of(found, "line")})");
    }

    private (SearchExpression? Expression, string? Problem) Read(string text, bool isRegex) =>
        text.Length is 0 or > LongestQuery ? (null, $"'text' has to have 1 to {LongestQuery} characters")
        : isRegex ? SearchExpression.Read(text, options.Value.SearchTimeoutSeconds < MostPerLine.TotalSeconds ? TimeSpan.FromSeconds(options.Value.SearchTimeoutSeconds) : MostPerLine)
        : (null, null);

    private sealed record Query(string Text, SearchExpression? Expression)
    {
        public bool Fits(string line, ref int cut)
        {
            if (Expression is null)
            {
                return line.Contains(Text, StringComparison.Ordinal);
            }

            // What a match takes grows with the line, for some expressions with its square.
            var looked = line.AsSpan().TrimEnd('\r');
            cut += looked.Length > LongestMatched ? 1 : 0;
            return Expression.Fits(looked.Length > LongestMatched ? looked[..LongestMatched] : looked);
        }
    }
}
