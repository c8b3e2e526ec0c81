using System.CommandLine;
using Workflows.Http.Contracts;
using Workflows.Local.Connections;
using Workflows.Local.Output;

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
            var json = parse.GetValue(context.Json);
            await RunCommands.PrintAsync(context.Console, connection, connection.Reachable(state), json, roundsAreTold: false, cancellationToken);
            if (!json && !connection.IsServer && state is { IsEnded: false, Status: not RunStatus.Suspended })
            {
                context.Console.Out.WriteLine($"host       {RunText.Nobody(id)}");
            }

            return (int)ExitCode.Success;
        });
        return command;
    }
}
