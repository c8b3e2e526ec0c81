using System.Globalization;
using System.Text;
using Workflows.Activities.Workspaces;
using Workflows.Domain.Texts;

namespace Workflows.Activities.Tools;

/// <summary><c>fs_write</c>: a whole file.</summary>
internal sealed class WriteTool(IWorkspaces workspaces) : ITool
{
    /// <inheritdoc />
    public ToolDefinition Definition { get; } = new(
        "fs_write",
        "Writes a whole text file: makes it, with the folders above it, or replaces what it holds. For a small change of a file that is there use fs_patch.",
        """
        {"type":"object","properties":{
        "path":{"type":"string","description":"File, from the root: workspace/src/a.cs."},
        "content":{"type":"string","description":"All that the file holds afterwards."},
        "executable":{"type":"boolean","description":"Whether it is a program. Left out: as it was."}},
        "required":["path","content"]}
        """);

    /// <inheritdoc />
    public async Task<ToolOutcome> CallAsync(ToolRequest request, CancellationToken cancellationToken)
    {
        var (path, problem) = ToolPath.Resolve(request.Arguments.Text("path"));
        var (content, executable) = (request.Arguments.Text("content"), request.Arguments.Flag("executable"));
        if ((request.Arguments.Problem ?? problem ?? FileWriting.Problem(request, path)) is { } wrong)
        {
            return request.Refuse(wrong);
        }

        var bytes = Encoding.UTF8.GetBytes(content);
        if (bytes.Length > FileWriting.MostBytes)
        {
            return request.Refuse(string.Create(CultureInfo.InvariantCulture, $"the content has {bytes.Length} bytes, and {FileWriting.MostBytes} are the most that fs_write takes. Write several files."));
        }

        var there = request.Find(path);
        var (files, size) = (request.State.Files + (there is null ? 1 : 0), request.State.Bytes + bytes.Length - (there?.Length ?? 0));
        if (WorkspaceLimits.Problem(files, size) is { } tooMuch)
        {
            return request.Refuse(tooMuch + ".");
        }

        var state = await workspaces.ChangeAsync(
            request.RunId, request.State, new Dictionary<string, WorkspaceChange?> { [path] = new(bytes, executable) }, cancellationToken);
        var lines = content.Count(c => c == '\n') + (content.Length > 0 && !content.EndsWith('\n') ? 1 : 0);
        var what = there is null ? "made" : state == request.State ? "is as it was" : "replaced";
        var summary = $"{path} ({Counted.Of(lines, "line")}, {what})";
        return new ToolOutcome(string.Create(CultureInfo.InvariantCulture, $"{path} {what}: {lines} lines, {bytes.Length} bytes."), summary, false, state);
    }
}
