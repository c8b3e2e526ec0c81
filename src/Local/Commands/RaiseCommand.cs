using System.CommandLine;
using Workflows.Local.Connections;

namespace Workflows.Local.Commands;

/// <summary><c>raise</c>: raises an external event at a run.</summary>
internal static class RaiseCommand
{
    public static Command Create(CliContext context)
    {
        var run = RunCommands.RunArgument();
        var name = new Argument<string>("event") { Description = "The event's name" };
        var payload = new Argument<string?>("json") { Description = "Its payload, one JSON value; texts need their quotes", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("raise", "Raises an external event at a run; it is kept until the run waits for it") { run, name, payload };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var connection = await ConnectionOpener.OpenAsync(context.Settings(parse), mustExist: true, cancellationToken);
            var id = await RunCommands.ResolveAsync(connection, parse.GetRequiredValue(run), cancellationToken);
            RunCommands.Require(await connection.Client.RaiseEventAsync(id, parse.GetRequiredValue(name), parse.GetValue(payload), cancellationToken));
            return ControlCommand.Done(context, parse, connection, id, "raise", null);
        });
        return command;
    }
}
