using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflows.Activities.Workspaces.Tests;

/// <summary>How many tests <c>dotnet test</c> says that it has run.</summary>
internal static class DotnetTestSummary
{
    private const int LongestLine = 2000;

    // "Passed!  - Failed:     0, Passed:     4, Skipped:     0, Total: …", once for each project.
    private static readonly Regex OfProject = Lined(@"^[ \t]*(?:Passed|Failed)! +- Failed: +([0-9]{1,9}), Passed: +([0-9]{1,9}),");

    // "Total tests: 4", once for each project where it prints more; "  Skipped: 1" among the lines that follow.
    private static readonly Regex Total = Lined(@"^[ \t]*Total tests: ([0-9]{1,9})[ \t]*$");

    private static readonly Regex Skipped = Lined(@"^[ \t]+Skipped: ([0-9]{1,9})[ \t]*$");

    // "Test summary: total: 4, failed: 0, succeeded: 4, …", and the lines "  failed: 0", "  succeeded: 4" of the newer test platform.
    private static readonly Regex OfPlatform = Lined(@"^Test summary: total: [0-9]{1,9}, failed: ([0-9]{1,9}), succeeded: ([0-9]{1,9}),|^[ \t]+(?:failed|succeeded): ([0-9]{1,9})[ \t]*$");

    /// <summary>Whether a command is <c>dotnet test</c>.</summary>
    public static bool IsOf(string command) => command.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is ["dotnet", "test", ..];

    /// <summary>The tests that ended in some way, over all projects; skipped ones were not run.</summary>
    public static long TestsIn(string output)
    {
        var (ran, counted) = (0L, 0L);
        foreach (var line in output.AsSpan().EnumerateLines())
        {
            // Most lines are none of these, and are not looked at closely.
            if (line.Length > LongestLine || !line.Contains(": ", StringComparison.Ordinal))
            {
                continue;
            }

            var text = line.ToString();
            ran += Sum(OfProject, text) + Sum(OfPlatform, text);
            counted += Sum(Total, text);
            counted -= counted > 0 ? Sum(Skipped, text) : 0;
        }

        return ran + Math.Max(0, counted);
    }

    private static long Sum(Regex line, string text) => line.Match(text) is { Success: true } match
        ? match.Groups.Values.Skip(1).Where(group => group.Success).Sum(group => long.Parse(group.ValueSpan, CultureInfo.InvariantCulture))
        : 0;

    private static Regex Lined(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}
