using System.CommandLine;
using Workflows.Local.Connections;

namespace Workflows.Local.Commands;

/// <summary><c>restart</c>: starts an ended run again with the input that it had.</summary>
internal static class RestartCommand
{
    public static Command Create(CliContext context)
    {
        var run = RunCommands.RunArgument();
        var newId = new Option<bool>("--new-id") { Description = "Leaves the run as it is and starts another one" };
        var command = new Command("restart", "Starts an ended run again with the input that it had, and a task with the limits of today. Under the same id it finds the model's stored answers and pays for none again; --new-id asks anew") { run, newId };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var connection = await ConnectionOpener.OpenAsync(context.Settings(parse), mustExist: true, cancellationToken);
            var id = await RunCommands.ResolveAsync(connection, parse.GetRequiredValue(run), cancellationToken);
            var started = RunCommands.Require(await connection.Client.RestartAsync(id, parse.GetValue(newId), cancellationToken));
            return ControlCommand.Done(context, parse, connection, id, "restart", started.Id);
        });
        return command;
    }
}
