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

    public Option<string?> Key { get; } = new("--key")
    {
        Description = "The key to show a serving host (setting WORKFLOWS_KEY, which keeps it out of the list of processes); without one its own user may do everything",
        HelpName = "key",
        Recursive = true,
    };

    /// <summary>In whose name a command acts: the one that was given, or the user of this machine; null leaves it to the key that was chosen.</summary>
    public static string? NameOf(ParseResult parse, Option<string> by, HostSettings settings) =>
        settings.Key is not null && parse.GetResult(by) is null or { Implicit: true } ? null : parse.GetRequiredValue(by);

    public HostSettings Settings(ParseResult parse, params ReadOnlySpan<(string Name, string? Value)> more)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (parse.GetValue(Data) is { Length: > 0 } folder)
        {
            settings["Workflows:DataFolder"] = folder;
        }

        if (parse.GetValue(Key) is { Length: > 0 } key)
        {
            settings[HostSettings.KeySetting] = key;
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
