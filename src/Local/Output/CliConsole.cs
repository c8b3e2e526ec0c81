using Spectre.Console;

namespace Workflows.Local.Output;

/// <summary>Where a command writes.</summary>
/// <param name="Out">Answers, and nothing else.</param>
/// <param name="Error">Progress where it would disturb, and errors.</param>
/// <param name="Interactive">Whether a person at a terminal reads <paramref name="Out"/>.</param>
internal sealed record CliConsole(TextWriter Out, TextWriter Error, bool Interactive)
{
    public static CliConsole System() => new(Console.Out, Console.Error, !Console.IsOutputRedirected && !Console.IsErrorRedirected && AnsiConsole.Profile.Capabilities.Ansi);
}
