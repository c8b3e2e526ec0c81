using Spectre.Console;

namespace Workflows.Local.Output;

/// <summary>Chooses how progress is shown.</summary>
internal static class ProgressViews
{
    public static IProgressView For(CliConsole console, bool json) =>
        json ? new SilentProgress()
        : console.Interactive ? new LiveProgress(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(console.Out) }))
        : new PlainProgress(console.Out);
}
