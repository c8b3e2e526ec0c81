using System.CommandLine;
using Workflows.Local.Connections;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary><c>gates</c>: lists where runs wait for a human, shows one, makes signed links, and changes their key.</summary>
internal static class GatesCommand
{
    private const int MostShown = 1000;

    public static Command Create(CliContext context)
    {
        var all = new Option<bool>("--all") { Description = "Shows those that have ended, too" };
        var command = new Command("gates", "Lists where runs wait for a decision, oldest first") { all, Show(context), GateLinkCommand.Create(context), GateKeyCommand.Create(context) };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var connection = await ConnectionOpener.OpenAsync(context.Settings(parse), mustExist: true, cancellationToken);
            var list = RunCommands.Require(await connection.Client.ListGatesAsync(parse.GetValue(all), null, MostShown, cancellationToken));
            list = list with { Gates = connection.Reachable(list.Gates) };
            if (parse.GetValue(context.Json))
            {
                context.Console.Out.WriteLine(CliJson.Text(list, CliJson.Indented.GateList));
                return (int)ExitCode.Success;
            }

            if (list.Gates.Count == 0)
            {
                context.Console.Out.WriteLine($"Nothing waits for a decision in {connection.DataFolder}.{(parse.GetValue(all) ? "" : " --all shows what was decided.")}");
            }

            foreach (var gate in list.Gates)
            {
                context.Console.Out.WriteLine(GateText.Line(gate));
            }

            if (list.Total > list.Gates.Count)
            {
                context.Console.Error.WriteLine($"There are {list.Total - list.Gates.Count} more.");
            }

            return (int)ExitCode.Success;
        });
        return command;
    }

    private static Command Show(CliContext context)
    {
        var gate = GateCommands.GateArgument();
        var command = new Command("show", "Shows what is to be decided on, with its hash") { gate };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var connection = await ConnectionOpener.OpenAsync(context.Settings(parse), mustExist: true, cancellationToken);
            var details = connection.Reachable(await GateCommands.ResolveAsync(connection, parse.GetRequiredValue(gate), cancellationToken));
            if (parse.GetValue(context.Json))
            {
                context.Console.Out.WriteLine(CliJson.Text(details, CliJson.Indented.GateDetails));
                return (int)ExitCode.Success;
            }

            foreach (var line in GateText.Block(details))
            {
                context.Console.Out.WriteLine(line);
            }

            return (int)ExitCode.Success;
        });
        return command;
    }
}
