using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Workflows.Activities.Workspaces;

namespace Workflows.Activities.Tools;

/// <summary><c>fs_read</c>: the text of a file.</summary>
internal sealed class ReadTool(IWorkspaces workspaces, IOptions<ToolOptions> options) : ITool
{
    /// <inheritdoc />
    public ToolDefinition Definition { get; } = new(
        "fs_read",
        "Reads a text file, or some of its lines. The first line of the answer names the file and the lines; what follows is the text as it stands in the file.",
        """
        {"type":"object","properties":{
        "path":{"type":"string","description":"File, from the root: workspace/src/a.cs."},
        "from_line":{"type":"integer","minimum":1,"description":"First line, counted from 1."},
        "to_line":{"type":"integer","minimum":1,"description":"Last line."}},
        "required":["path"]}
        """);

    /// <inheritdoc />
    public async Task<ToolOutcome> CallAsync(ToolRequest request, CancellationToken cancellationToken)
    {
        var (path, problem) = ToolPath.Resolve(request.Arguments.Text("path"));
        var (from, to) = (request.Arguments.Number("from_line", 1, int.MaxValue) ?? 1, request.Arguments.Number("to_line", 1, int.MaxValue) ?? int.MaxValue);
        if ((request.Arguments.Problem ?? problem) is { } wrong)
        {
            return request.Refuse(wrong);
        }

        if (request.Find(path) is not { } file)
        {
            return request.Answer(
                request.IsFolder(path) ? $"{(path.Length == 0 ? "The root" : path)} is a folder. List it with fs_list." : $"There is no file '{ToolPath.Shown(path)}'. fs_list shows what is there.", $"{path} (not there)");
        }

        if (TextFile.Read(await workspaces.ReadFileAsync(request.State, file, cancellationToken)) is not { } text)
        {
            return request.Answer(string.Create(CultureInfo.InvariantCulture, $"{path} is no text ({file.Length} bytes)."), $"{path} (no text)");
        }

        return Lines(request, path, text, from, to);
    }

    private ToolOutcome Lines(ToolRequest request, string path, string text, int from, int to)
    {
        var lines = text.Split('\n');
        // A line feed at the end ends the last line and begins none.
        var count = text.EndsWith('\n') ? lines.Length - 1 : lines.Length;
        if (from > count)
        {
            return request.Answer(string.Create(CultureInfo.InvariantCulture, $"{path} has {count} lines."), $"{path} (no line {from})");
        }

        var body = new StringBuilder();
        var last = from;
        for (var line = from; line <= Math.Min(to, count); line++)
        {
            var next = lines[line - 1];
            if (body.Length + next.Length > options.Value.AnswerCharacters)
            {
                if (body.Length > 0)
                {
                    break;
                }

                next = TextFile.Ends(next, options.Value.AnswerCharacters);
            }

            body.Append(next).Append('\n');
            last = line;
        }

        var more = last < Math.Min(to, count) ? string.Create(CultureInfo.InvariantCulture, $"[… lines {last + 1} to {Math.Min(to, count)} are left out: read on with from_line {last + 1}]\n") : "";
        var summary = string.Create(CultureInfo.InvariantCulture, $"{path} (lines {from}-{last} of {count})");
        return request.Answer(count == 0 || text.Length == 0 ? $"{path} is empty." : $"{path}, lines {from}-{last} of {count}:\n{body}{more}", summary);
    }
}
