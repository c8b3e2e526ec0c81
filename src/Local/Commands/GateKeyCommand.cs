using System.CommandLine;
using Workflows.Local.Hosting;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary><c>gates rotate-key</c>: makes a new key for signed links, or withdraws one with all its links.</summary>
internal static class GateKeyCommand
{
    public static Command Create(CliContext context)
    {
        var withdraw = new Option<string?>("--withdraw") { Description = "Withdraws this key instead: every link that it signed is refused from now on", HelpName = "key" };
        var command = new Command("rotate-key", "Makes a new key that signs links from now on; links of older keys stay good until they end, or --withdraw takes their key away") { withdraw };
        command.SetAction(parse =>
        {
            var settings = context.Settings(parse);
            var report = parse.GetValue(withdraw) is { } key
                ? SignedLinks.WithKeys(settings, keys => keys.Remove(key))
                    ? new LinkKeyReport(null, key)
                    : throw new CliException(ExitCode.NotFound, $"There is no key '{TerminalText.Clean(key, 100)}'.", "The files in the folder 'keys' of the data folder are named after the keys.")
                : new LinkKeyReport(SignedLinks.WithKeys(settings, keys => keys.Rotate()), null);
            context.Console.Out.WriteLine(
                parse.GetValue(context.Json) ? CliJson.Text(report, CliJson.Line.LinkKeyReport)
                : report.KeyId is { } made ? $"Links are signed with the key {made} from now on."
                : $"The key {report.Withdrawn} was withdrawn, and its links with it.");
            return (int)ExitCode.Success;
        });
        return command;
    }
}
