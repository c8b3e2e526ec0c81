using System.CommandLine;
using Workflows.Local.Hosting;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary>What every command shares: where it writes, and the options that all of them have.</summary>
internal sealed class CliContext(CliConsole console)
{
    public CliConsole Console { get; } = console;

    public Option<bool> Json { get; } = new("--json") { Description = "Prints JSON on stdout, and nothing else there", Recursive = true };

    public Option<string?> Data { get; } = new("--data")
    {
        Description = "The data folder (setting Workflows:DataFolder; .workflows in the current folder)",
        HelpName = "folder",
        Recursive = true,
    };

    public HostSettings Settings(ParseResult parse, params ReadOnlySpan<(string Name, string? Value)> more)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (parse.GetValue(Data) is { Length: > 0 } folder)
        {
            settings["Workflows:DataFolder"] = folder;
        }

        foreach (var (name, value) in more)
        {
            if (value is not null)
            {
                settings[name] = value;
            }
        }

        return HostSettings.Load(settings);
    }
}
