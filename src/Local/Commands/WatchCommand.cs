using System.CommandLine;
using Workflows.Local.Connections;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary><c>watch</c>: shows the progress of a run until it has ended.</summary>
internal static class WatchCommand
{
    public static Command Create(CliContext context)
    {
        var run = RunCommands.RunArgument();
        var command = new Command("watch", "Shows the progress of a run until it has ended; the exit code is the run's. --json prints one line for each change") { run };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var connection = await ConnectionOpener.OpenAsync(context.Settings(parse), mustExist: true, cancellationToken);
            var id = await RunCommands.ResolveAsync(connection, parse.GetRequiredValue(run), cancellationToken);
            var json = parse.GetValue(context.Json);
            var view = json ? new JsonLinesProgress(context.Console.Out) : ProgressViews.For(context.Console, json: false);
            // The lines of --json have told everything already.
            return await GateCommands.ShowToEndAsync(context.Console, connection, id, view, json ? null : false, cancellationToken);
        });
        return command;
    }
}
