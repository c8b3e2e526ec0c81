using System.CommandLine;
using Workflows.Http.Contracts;
using Workflows.Local.Connections;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary><c>list</c>: lists runs, newest first.</summary>
internal static class ListCommand
{
    private const int DefaultTop = 20;
    private const int PageSize = 500;

    public static Command Create(CliContext context)
    {
        var status = new Option<string?>("--status") { Description = "Only these: queued, running, suspended, finished, failed, terminated; separated by commas" };
        var name = new Option<string?>("--name") { Description = "Only runs of this workflow, for example generate-tests or implement-task" };
        var prefix = new Option<string?>("--prefix") { Description = "Only ids that begin with this" };
        var top = new Option<int>("--top") { Description = $"Most runs to show ({DefaultTop})", DefaultValueFactory = _ => DefaultTop };
        top.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var number) && number is < 1 or > 1000)
            {
                result.AddError("--top takes a whole number from 1 to 1000.");
            }
        });
        var all = new Option<bool>("--all") { Description = "Shows all of them" };
        var command = new Command("list", "Lists runs, newest first") { status, name, prefix, top, all };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var connection = await ConnectionOpener.OpenAsync(context.Settings(parse), mustExist: true, cancellationToken);
            var everything = parse.GetValue(all);
            var runs = new List<RunSummary>();
            string? continuation = null;
            do
            {
                var page = RunCommands.Require(await connection.Client.ListRunsAsync(
                    parse.GetValue(status), parse.GetValue(name), parse.GetValue(prefix), everything ? PageSize : parse.GetValue(top), continuation, cancellationToken));
                runs.AddRange(page.Runs);
                continuation = page.Continuation;
            }
            while (everything && continuation is not null);

            Print(context.Console, new RunList(connection.Reachable(runs), continuation), parse.GetValue(context.Json), connection.DataFolder);
            return (int)ExitCode.Success;
        });
        return command;
    }

    private static void Print(CliConsole console, RunList list, bool json, string dataFolder)
    {
        if (json)
        {
            console.Out.WriteLine(CliJson.Text(list, CliJson.Indented.RunList));
            return;
        }

        if (list.Runs.Count == 0)
        {
            console.Out.WriteLine($"No runs in {dataFolder} (that match).");
        }

        foreach (var run in list.Runs)
        {
            var state = run.Outcome is { } outcome ? RunText.Words(outcome) : run.IsEnded || run.Step is null ? "" : $"{run.Step}/{run.Steps} {RunText.Words(run.Stage ?? "")}";
            console.Out.WriteLine($"{run.RunId,-36} {RunText.StatusWord(run.Status),-10} {state,-14} {run.CreatedAt:yyyy-MM-dd HH:mm:ss}  {TerminalText.Clean(run.Label ?? run.Workflow, 60)}{ForkText.Origin(run.ForkedFrom)}");
        }

        if (list.Continuation is not null)
        {
            console.Error.WriteLine("There are more; --all shows them.");
        }
    }
}
