using System.Text.RegularExpressions;

namespace Workflows.Local.Tests.Documents;

/// <summary>What the tests need to know of a page: tables, code blocks, links, headings.</summary>
internal sealed partial class Markdown(string path)
{
    private readonly string[] _lines = Repository.Read(path).Split('\n');

    /// <summary>The pages about Azure.</summary>
    public static TheoryData<string> Pages => ["docs/azure.md", "docs/azure-costs.md", "docs/azure-engines.md", "docs/azure-recovery.md", "docs/versioning.md"];

    public string Text => string.Join('\n', _lines);

    /// <summary>The rows of every table whose first column has that head; cells without back-quotes.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows(string head)
    {
        var rows = new List<IReadOnlyList<string>>();
        for (var i = 0; i < _lines.Length; i++)
        {
            if (IsRow(i) && (i == 0 || !IsRow(i - 1)) && Cells(_lines[i])[0] == head)
            {
                for (i += 2; i < _lines.Length && IsRow(i); i++)
                {
                    rows.Add(Cells(_lines[i]));
                }
            }
        }

        return rows.Count > 0 ? rows : throw new InvalidOperationException($"{path} has no table that begins with '{head}'.");
    }

    /// <summary>The commands of all code blocks, those over several lines as one.</summary>
    public IReadOnlyList<string> Commands()
    {
        var commands = new List<string>();
        string? fence = null;
        foreach (var line in _lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                fence = fence is null ? line : null;
            }
            else if (fence == "```" && line.Trim().Length > 0)
            {
                if (commands.Count > 0 && commands[^1].EndsWith('\\'))
                {
                    commands[^1] = commands[^1][..^1].TrimEnd() + " " + line.Trim();
                }
                else
                {
                    commands.Add(line.Trim());
                }
            }
        }

        return commands;
    }

    /// <summary>The targets of all links.</summary>
    public IEnumerable<string> Links() => Link().Matches(Text).Select(match => match.Groups[1].Value);

    /// <summary>The headings, as links name them.</summary>
    public IEnumerable<string> Anchors() =>
        _lines.Where(line => line.StartsWith('#')).Select(line => NotInAnchors().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    private static string[] Cells(string line) =>
        [.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim()).Select(cell => cell.Count(c => c == '`') == 2 ? cell.Trim('`') : cell)];

    private bool IsRow(int i) => _lines[i].StartsWith('|');

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
