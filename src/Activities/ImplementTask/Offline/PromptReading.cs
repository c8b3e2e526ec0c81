using System.Text.RegularExpressions;

namespace Workflows.Activities.ImplementTask.Offline;

/// <summary>Finds the parts of a prompt again that <see cref="Prompts.PromptSections"/> has put together.</summary>
internal sealed partial class PromptReading(string prompt)
{
    private readonly string[] _lines = prompt.Split('\n');

    /// <summary>The text of a part; null when the prompt has none of that title.</summary>
    public string? Section(string title)
    {
        for (var i = 0; i + 1 < _lines.Length; i++)
        {
            var isTitle = _lines[i].StartsWith(title, StringComparison.Ordinal) && _lines[i].EndsWith(':')
                && (_lines[i].Length == title.Length + 1 || _lines[i][title.Length] == ' ');
            if (Fence().IsMatch(_lines[i + 1]))
            {
                var end = Array.IndexOf(_lines, _lines[i + 1], i + 2);
                if (isTitle)
                {
                    return string.Join('\n', _lines[(i + 2)..(end < 0 ? _lines.Length : end)]);
                }

                // Nothing within another part is a title.
                i = end < 0 ? _lines.Length : end;
            }
        }

        return null;
    }

    /// <summary>The command that runs the tests; null when none is set.</summary>
    public string? TestCommand => _lines.Select(line => Command().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value;

    [GeneratedRegex("^`{3,}$", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Fence();

    [GeneratedRegex("^The tests are run in `workspace/` with: `(.+)`$", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Command();
}
