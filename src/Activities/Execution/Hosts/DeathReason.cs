namespace Workflows.Activities.Execution.Hosts;

/// <summary>Says in words why a process ended, from its exit code and its last words.</summary>
internal static class DeathReason
{
    private const int Signals = 128;

    public static string Of(int? exitCode, string lastWords) => exitCode switch
    {
        null => "the process stopped answering",
        _ when lastWords.Contains("Stack overflow", StringComparison.Ordinal) => "the stack overflowed, which ended the process",
        _ when lastWords.Contains("Out of memory", StringComparison.OrdinalIgnoreCase) || lastWords.Contains("OutOfMemory", StringComparison.Ordinal) =>
            "the process ran out of memory",
        _ when lastWords.Contains("Process terminated", StringComparison.Ordinal) => $"the process ended itself (FailFast): {Last(lastWords)}",
        _ when lastWords.LastIndexOf("Unhandled exception", StringComparison.Ordinal) is var at and >= 0 =>
            $"an exception that nobody caught ended the process: {First(lastWords[at..])}",
        Signals + 9 => "the process was killed (by itself, or for more memory or processor time than allowed)",
        Signals + 24 => "the process used more processor time than allowed",
        Signals + 25 => "the process wrote a larger file than allowed",
        > Signals and < Signals + 65 => $"signal {exitCode - Signals} ended the process: {Last(lastWords)}",
        0 => "the process ended in the middle of the test with exit code 0 (Environment.Exit?)",
        _ => $"the process ended in the middle of the test with exit code {exitCode}: {Last(lastWords)}",
    };

    private static string First(string text)
    {
        var line = text.Split('\n', 2)[0].Trim();
        return line.Length > 300 ? string.Concat(line.AsSpan(0, 300), "…") : line;
    }

    private static string Last(string text)
    {
        var line = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .LastOrDefault(one => !one.StartsWith("at ", StringComparison.Ordinal)) ?? "no last words";
        return line.Length > 200 ? string.Concat(line.AsSpan(0, 200), "…") : line;
    }
}
