using System.CommandLine;
using Workflows.Local.Connections;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary><c>suspend</c>, <c>resume</c>, <c>terminate</c>, <c>rewind</c>: change the state of a run.</summary>
internal static class ControlCommand
{
    public static Command Create(CliContext context, string verb, string description)
    {
        var run = RunCommands.RunArgument();
        var reason = new Option<string?>("--reason") { Description = verb == "terminate" ? "Why; it is kept with the run" : "Why; Durable Functions keeps it with the run, this host does not" };
        var command = new Command(verb, description) { run, reason };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var connection = await ConnectionOpener.OpenAsync(context.Settings(parse), mustExist: true, cancellationToken);
            var id = await RunCommands.ResolveAsync(connection, parse.GetRequiredValue(run), cancellationToken);
            RunCommands.Require(await connection.Client.ControlAsync(id, verb, parse.GetValue(reason), cancellationToken));
            return Done(context, parse, connection, id, verb, null);
        });
        return command;
    }

    /// <summary>Says that it was done.</summary>
    public static int Done(CliContext context, ParseResult parse, Connection connection, string runId, string verb, string? newRunId)
    {
        context.Console.Out.WriteLine(parse.GetValue(context.Json)
            ? CliJson.Text(new CommandDone(runId, verb, newRunId), CliJson.Line.CommandDone)
            : $"{verb} {runId}: accepted{(newRunId is null ? "" : $", {newRunId} was started")}");
        if (!connection.IsServer && verb is ("resume" or "rewind" or "restart"))
        {
            context.Console.Error.WriteLine(RunText.Nobody(newRunId ?? runId));
        }

        return (int)ExitCode.Success;
    }
}
