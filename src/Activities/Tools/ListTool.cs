using System.Globalization;
using System.Text;
using Workflows.Domain.Texts;

namespace Workflows.Activities.Tools;

/// <summary><c>fs_list</c>: which files there are.</summary>
internal sealed class ListTool : ITool
{
    private const int MostLines = 400;
    private const int MostPattern = 200;

    /// <inheritdoc />
    public ToolDefinition Definition { get; } = new(
        "fs_list",
        "Lists files with their sizes, sorted by path. Folders that lie deeper than 'depth' are shown with the number of files in them. Build results are not shown.",
        """
        {"type":"object","properties":{
        "path":{"type":"string","description":"Folder, from the root: workspace/src. Left out: the root, which holds project/ and workspace/."},
        "pattern":{"type":"string","description":"Only files that fit: *.cs (by name) or workspace/**/*.cs (by path)."},
        "depth":{"type":"integer","minimum":1,"description":"How many levels of folders are opened; 4 when left out."}}}
        """);

    /// <inheritdoc />
    public Task<ToolOutcome> CallAsync(ToolRequest request, CancellationToken cancellationToken) => Task.FromResult(List(request));

    private static ToolOutcome List(ToolRequest request)
    {
        var pattern = request.Arguments.Optional("pattern");
        var depth = request.Arguments.Number("depth", 1, 100) ?? 4;
        var (path, problem) = ToolPath.Resolve(request.Arguments.Optional("path") ?? "");
        if ((request.Arguments.Problem ?? problem) is { } wrong)
        {
            return request.Refuse(wrong);
        }

        if (pattern?.Length > MostPattern)
        {
            return request.Refuse($"'pattern' is longer than {MostPattern} characters.");
        }

        if (request.Find(path) is not null)
        {
            return request.Answer($"{path} is a file. Read it with fs_read.", path);
        }

        if (!request.IsFolder(path))
        {
            return request.Answer($"There is no folder '{ToolPath.Shown(path)}'. List the root (without 'path') to see what is there.", $"{path} (not there)");
        }

        var prefix = path.Length == 0 ? "" : path + "/";
        var fits = pattern is null ? _ => true : Glob.Of(pattern);
        var lines = Lines(request, prefix, fits, pattern is null ? depth : int.MaxValue);
        var text = new StringBuilder().AppendJoin('\n', lines.Take(MostLines));
        if (lines.Count > MostLines)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n[… {lines.Count - MostLines} more lines: list a folder, or give a pattern]");
        }

        var shown = path.Length == 0 ? "the root" : path;
        return request.Answer(lines.Count == 0 ? $"No files in {shown}{(pattern is null ? "" : " fit the pattern")}." : text.ToString(), $"{shown} ({Counted.Of(lines.Count, "line")})");
    }

    private static List<string> Lines(ToolRequest request, string prefix, Func<string, bool> fits, int depth)
    {
        var lines = new List<string>();
        var folders = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in request.Manifest.Files.Where(file => file.Path.StartsWith(prefix, StringComparison.Ordinal) && fits(file.Path)))
        {
            var segments = file.Path[prefix.Length..].Split('/');
            if (segments.Length <= depth)
            {
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{file.Path} ({file.Length} bytes{(file.Executable ? ", executable" : "")})"));
                continue;
            }

            var folder = prefix + string.Join('/', segments[..depth]) + "/";
            folders[folder] = folders.GetValueOrDefault(folder) + 1;
        }

        lines.AddRange(folders.Select(folder => string.Create(CultureInfo.InvariantCulture, $"{folder.Key} ({folder.Value} files)")));
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }
}
