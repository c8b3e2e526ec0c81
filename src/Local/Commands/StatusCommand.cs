using System.CommandLine;
using Workflows.Local.Connections;

namespace Workflows.Local.Commands;

/// <summary><c>status</c>: tells the state of a run.</summary>
internal static class StatusCommand
{
    public static Command Create(CliContext context)
    {
        var run = RunCommands.RunArgument();
        var command = new Command("status", "Tells the state of a run: stage, model, tests, artifacts") { run };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var connection = await ConnectionOpener.OpenAsync(context.Settings(parse), mustExist: true, cancellationToken);
            var id = await RunCommands.ResolveAsync(connection, parse.GetRequiredValue(run), cancellationToken);
            var state = RunCommands.Require(await connection.Client.GetRunAsync(id, TimeSpan.Zero, null, cancellationToken));
            RunCommands.Print(context.Console, connection.Reachable(state), parse.GetValue(context.Json));
            return (int)ExitCode.Success;
        });
        return command;
    }
}
