using System.Globalization;
using System.Text;
using System.Text.Json;
using Workflows.Activities.Workspaces;

namespace Workflows.Activities.Tools;

/// <summary><c>fs_patch</c>: replaces pieces of a file. All of them, or none.</summary>
internal sealed class PatchTool(IWorkspaces workspaces) : ITool
{
    private const int MostEdits = 100;

    /// <inheritdoc />
    public ToolDefinition Definition { get; } = new(
        "fs_patch",
        "Replaces pieces of a text file. Each 'old' must stand in the file exactly once, with all blanks and line ends as they are; take in lines around it until it does. The pieces are replaced in their order; if one cannot be, none is.",
        """
        {"type":"object","properties":{
        "path":{"type":"string","description":"File, from the root: workspace/src/a.cs."},
        "edits":{"type":"array","minItems":1,"items":{"type":"object","properties":{
        "old":{"type":"string","description":"The text that stands there."},
        "new":{"type":"string","description":"The text in its place; empty takes it away."}},
        "required":["old","new"]}}},
        "required":["path","edits"]}
        """);

    /// <inheritdoc />
    public async Task<ToolOutcome> CallAsync(ToolRequest request, CancellationToken cancellationToken)
    {
        var (path, problem) = ToolPath.Resolve(request.Arguments.Text("path"));
        var edits = Edits(request.Arguments);
        if ((request.Arguments.Problem ?? problem ?? FileWriting.Problem(request, path)) is { } wrong)
        {
            return request.Refuse(wrong);
        }

        if (request.Find(path) is not { } file)
        {
            return request.Refuse($"there is no file '{ToolPath.Shown(path)}'. fs_list shows what is there; fs_write makes a file.");
        }

        if (TextFile.Read(await workspaces.ReadFileAsync(request.State, file, cancellationToken)) is not { } text)
        {
            return request.Refuse($"{path} is no text.");
        }

        for (var i = 0; i < edits.Count; i++)
        {
            var (patched, why) = Replace(text, edits[i].Old, edits[i].New);
            if (patched is null)
            {
                return request.Refuse(string.Create(CultureInfo.InvariantCulture, $"edit {i + 1} of {edits.Count} for {path}: {why} Nothing was changed."));
            }

            text = patched;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > FileWriting.MostBytes && bytes.Length > file.Length)
        {
            return request.Refuse($"the file would have {bytes.Length} bytes, and {FileWriting.MostBytes} are the most.");
        }

        var state = await workspaces.ChangeAsync(request.RunId, request.State, new Dictionary<string, WorkspaceChange?> { [path] = new(bytes) }, cancellationToken);
        var summary = string.Create(CultureInfo.InvariantCulture, $"{path} ({edits.Count} {(edits.Count == 1 ? "edit" : "edits")})");
        return new ToolOutcome($"{summary} done.", summary, false, state);
    }

    private static List<(string Old, string New)> Edits(ToolArguments arguments)
    {
        var edits = new List<(string, string)>();
        if (!arguments.Root.TryGetProperty("edits", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > MostEdits)
        {
            arguments.Complain($"'edits' has to be a list of 1 to {MostEdits} objects, each with 'old' and 'new'");
            return edits;
        }

        foreach (var edit in list.EnumerateArray())
        {
            if (edit.ValueKind == JsonValueKind.Object && edit.TryGetProperty("old", out var old) && edit.TryGetProperty("new", out var now)
                && old.ValueKind == JsonValueKind.String && now.ValueKind == JsonValueKind.String && old.GetString() is { Length: > 0 } text)
            {
                edits.Add((text, now.GetString()!));
                continue;
            }

            arguments.Complain($"item {edits.Count + 1} of 'edits' needs 'old' (not empty) and 'new', both texts");
            break;
        }

        return edits;
    }

    private static (string? Text, string? Why) Replace(string text, string old, string now)
    {
        var at = text.IndexOf(old, StringComparison.Ordinal);
        if (at < 0 && text.Contains("\r\n", StringComparison.Ordinal) && !old.Contains('\r', StringComparison.Ordinal))
        {
            // A model writes line feeds; the file keeps its own line ends.
            (old, now) = (old.Replace("\n", "\r\n", StringComparison.Ordinal), now.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal));
            at = text.IndexOf(old, StringComparison.Ordinal);
        }

        if (at < 0)
        {
            return (null, Hint(text, old));
        }

        var second = text.IndexOf(old, at + 1, StringComparison.Ordinal);
        return second < 0
            ? (string.Concat(text.AsSpan(0, at), now, text.AsSpan(at + old.Length)), null)
            : (null, $"'old' stands there more than once, in lines {LineOf(text, at)} and {LineOf(text, second)}. Take in lines around it.");
    }

    private static string Hint(string text, string old)
    {
        var first = old.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 3) ?? "";
        var line = first.Length == 0 ? -1 : Array.FindIndex(text.Split('\n'), one => one.Contains(first, StringComparison.Ordinal));
        return line < 0 ? "'old' is not in the file. Read the file again." : $"'old' is not in the file as it was given; line {line + 1} is like its beginning. Read the lines there again and take them as they are.";
    }

    private static int LineOf(string text, int at) => text.AsSpan(0, at).Count('\n') + 1;
}
