namespace Workflows.Activities.Prompts;

/// <summary>Code fences that what they hold cannot close.</summary>
internal static class Fence
{
    private const int Shortest = 3;

    /// <summary>A line of backticks longer than any within the text.</summary>
    public static string For(string text) => new('`', Math.Max(Shortest, LongestRun(text, '`') + 1));

    /// <summary>Length of the longest run of a character.</summary>
    public static int LongestRun(string text, char mark)
    {
        int longest = 0, run = 0;
        foreach (var c in text)
        {
            run = c == mark ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
