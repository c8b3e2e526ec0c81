using System.CommandLine;
using Workflows.Http.Contracts;
using Workflows.Local.Connections;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary><c>revert</c>: takes back what a run committed.</summary>
internal static class RevertCommand
{
    public static Command Create(CliContext context)
    {
        var run = RunCommands.RunArgument();
        var by = new Option<string>("--by") { Description = "Who asks for it (the user of this machine)", HelpName = "name", DefaultValueFactory = _ => Environment.UserName };
        var text = new Option<string?>("--text") { Description = "Why; it stands in the commit and on record", HelpName = "text" };
        var command = new Command("revert", "Takes back what a run committed, with a commit of its own; nothing is done when somebody has changed the files since") { run, by, text };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var settings = context.Settings(parse);
            await using var connection = await ConnectionOpener.OpenAsync(settings, mustExist: true, cancellationToken);
            var id = await RunCommands.ResolveAsync(connection, parse.GetRequiredValue(run), cancellationToken);
            var asked = new RevertRunRequest(CliContext.NameOf(parse, by, settings), parse.GetValue(text), "cli");
            var answer = RunCommands.Require(await connection.Client.RevertAsync(id, asked, cancellationToken));
            if (answer.Sha is null)
            {
                answer = await EndAsync(context.Console, connection, answer, parse.GetValue(context.Json), cancellationToken);
            }

            context.Console.Out.WriteLine(parse.GetValue(context.Json) ? CliJson.Text(answer, CliJson.Indented.RevertRunAnswer) : TerminalText.Clean(answer.Detail, 2000));
            return (int)ExitCode.Success;
        });
        return command;
    }

    // Where no host serves, this command is the host: it takes the revert to its end.
    private static async Task<RevertRunAnswer> EndAsync(CliConsole console, Connection connection, RevertRunAnswer answer, bool json, CancellationToken cancellationToken)
    {
        Run? revert = null;
        await ProgressViews.For(console, json).ShowAsync(async show => revert = await RunCommands.FollowAsync(connection, answer.RevertId, show, cancellationToken));
        var run = RunCommands.Require(await connection.Client.GetRunAsync(answer.RunId, TimeSpan.Zero, null, cancellationToken));
        return run.Delivery?.Revert is { } done
            ? answer with { State = "reverted", Detail = (revert!.Message ?? answer.Detail) + (done.Left is { } left ? $". {left}" : ""), Sha = done.Sha, By = done.By, At = done.At }
            : throw new CliException(
                revert!.Status == RunStatus.Finished ? ExitCode.Refused : ExitCode.RunFailed,
                run.Delivery?.RevertNote ?? revert.Error?.Message ?? $"The revert of {answer.RunId} ended without a result.", $"'workflows status {answer.RevertId}' tells of the revert.");
    }
}
