using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Workflows.Activities.Logging;
using Workflows.Activities.Tools;

namespace Workflows.Activities.Workspaces.Diffs;

/// <summary>Finds in working code what stands in for the real thing, or is not finished (row R11). Tests may hold such things; they are not looked at.</summary>
internal static partial class RedFlags
{
    private const int LongestLine = 160;

    private static readonly (string Name, Regex Sign)[] Rules =
    [
        ("in-memory", InMemory()),
        ("stand-in", StandIn()),
        ("not-implemented", NotImplemented()),
        ("unfinished", Unfinished()),
    ];

    /// <summary>Whether a file is working code: of a language that is known, and no test.</summary>
    public static bool IsWorkingCode(string path)
    {
        var segments = path.Split('/');
        return Path.GetExtension(path) is ".cs" or ".py" or ".pyi" or ".ts" or ".tsx" or ".js" or ".jsx" or ".mjs" or ".cjs"
            && !segments[..^1].Any(segment => TestFolder().IsMatch(segment)) && !TestFile().IsMatch(segments[^1]);
    }

    /// <summary>The flags of a file, each as <c>path:line: rule: text</c>.</summary>
    public static IEnumerable<string> Of(string path, byte[] content)
    {
        if (TextFile.Read(content) is not { } text)
        {
            yield break;
        }

        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            foreach (var (name, sign) in Rules)
            {
                if (sign.IsMatch(line))
                {
                    var shown = SafeText.OneLine(line.Trim().Replace('\t', ' '));
                    yield return string.Create(CultureInfo.InvariantCulture, $"{path}:{number}: {name}: {(shown.Length > LongestLine ? shown[..LongestLine] + "…" : shown)}");
                    break;
                }
            }
        }
    }

    /// <summary>As many of them as there is room for, and how many are left out.</summary>
    public static string Bounded(IReadOnlyList<string> flags, int most)
    {
        const int note = 40;
        var text = new StringBuilder();
        for (var i = 0; i < flags.Count; i++)
        {
            var room = i == flags.Count - 1 ? most : most - note;
            if (text.Length + flags[i].Length + 1 > room)
            {
                return text.Append(CultureInfo.InvariantCulture, $"[… {flags.Count - i} more left out]\n").ToString();
            }

            text.Append(flags[i]).Append('\n');
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\bInMemory\w*|\bUseInMemoryDatabase\b|:memory:|\bin_memory\w*", RegexOptions.CultureInvariant)]
    private static partial Regex InMemory();

    // MockServer, HttpMock, FakeClock, mock.patch; not Mockingbird.
    [GeneratedRegex(@"\b\w*(?:Mock|Fake|Stub)(?![a-z])\w*|\b(?:mock|fake|stub)[._(]|\b(?:mock|fake|stub)_\w+|\bMagicMock\b|\bunittest\.mock\b|\bjest\.(?:fn|mock)\b", RegexOptions.CultureInvariant)]
    private static partial Regex StandIn();

    [GeneratedRegex(@"\bNotImplementedException\b|\bNotImplementedError\b|\bthrow new Error\(['""]not implemented", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex NotImplemented();

    [GeneratedRegex(@"\b(?:TODO|FIXME|HACK|XXX)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"^(?:tests?|specs?|__tests__|__mocks__|testing|fixtures)$|[._-]tests?$|\.(?:Unit|Integration)Tests$|Tests$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex TestFolder();

    [GeneratedRegex(@"^test_|^conftest\.py$|_test\.\w+$|[._-](?:tests?|spec)\.\w+$|Tests?\.cs$", RegexOptions.CultureInvariant)]
    private static partial Regex TestFile();
}
