using System.CommandLine;
using Workflows.Http.Contracts;
using Workflows.Local.Connections;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary><c>inbox</c>: what waits for a human, the most urgent first, with what it holds up and has cost; and decisions at several gates at once.</summary>
internal static class InboxCommand
{
    private const int MostDecisions = 100;

    public static Command Create(CliContext context)
    {
        var top = new Option<int>("--top") { Description = "Most items (20)", DefaultValueFactory = _ => 20, HelpName = "count" };
        top.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1000)
            {
                result.AddError("--top is a whole number from 1 to 1000.");
            }
        });
        var command = new Command("inbox", "Lists what waits for a human, the most urgent first, with what it holds up and what it has cost") { top, Decide(context) };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var connection = await ConnectionOpener.OpenAsync(context.Settings(parse), mustExist: true, cancellationToken);
            var inbox = RunCommands.Require(await connection.Client.ReadInboxAsync(parse.GetValue(top), cancellationToken));
            if (parse.GetValue(context.Json))
            {
                var items = connection.IsServer ? inbox.Items : [.. inbox.Items.Select(item => item with { Url = null, RunUrl = null })];
                context.Console.Out.WriteLine(CliJson.Text(inbox with { Items = items }, CliJson.Indented.Inbox));
                return (int)ExitCode.Success;
            }

            if (inbox.Items.Count == 0)
            {
                context.Console.Out.WriteLine($"Nothing waits for a decision in {connection.DataFolder}.");
            }

            foreach (var line in inbox.Items.SelectMany(InboxText.Lines))
            {
                context.Console.Out.WriteLine(line);
            }

            if (inbox.Total > inbox.Items.Count)
            {
                context.Console.Error.WriteLine($"There are {inbox.Total - inbox.Items.Count} more; --top shows them.");
            }

            return (int)ExitCode.Success;
        });
        return command;
    }

    private static Command Decide(CliContext context)
    {
        var gates = new Argument<string[]>("gates") { Description = "The gates' ids, or those of their runs", Arity = new ArgumentArity(1, MostDecisions) };
        var decision = new Option<string>("--decision") { Description = "approve, reject or request-changes", Required = true, HelpName = "what" };
        decision.AcceptOnlyFromAmong("approve", "reject", "request-changes");
        var text = new Option<string?>("--text") { Description = "The change, or why; the same for each", HelpName = "text" };
        var by = new Option<string>("--by") { Description = "Who decides (the user of this machine)", HelpName = "name", DefaultValueFactory = _ => Environment.UserName };
        var command = new Command("decide", "Decides the same at several gates, all of which must be there; one that refuses stops no other") { gates, decision, text, by };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var connection = await ConnectionOpener.OpenAsync(context.Settings(parse), mustExist: true, cancellationToken);
            var shown = new List<GateSummary>();
            foreach (var gate in parse.GetRequiredValue(gates).Distinct(StringComparer.Ordinal))
            {
                shown.Add((await GateCommands.ResolveAsync(connection, gate, cancellationToken)).Gate);
            }

            // What is decided on is what is shown here; when it changes in between, the decision is void.
            var json = parse.GetValue(context.Json);
            Write(context.Console, json ? [] : shown.Select(GateText.Line));
            var asked = shown.Select(gate => new BatchDecision(gate.GateId, parse.GetRequiredValue(decision), gate.ContentHash, parse.GetValue(text), parse.GetRequiredValue(by))).ToList();
            var answer = RunCommands.Require(await connection.Client.DecideAsync(new BatchRequest(asked), cancellationToken));
            if (!connection.IsServer)
            {
                await GoOnAsync(connection, shown, answer, cancellationToken);
            }

            Write(context.Console, json
                ? [CliJson.Text(answer, CliJson.Indented.BatchAnswer)]
                : answer.Results.Select(result => $"{TerminalText.Clean(result.GateId),-44} {TerminalText.Clean(result.Result, 20),-9} {TerminalText.Clean(result.Detail, 300)}"));
            return (int)(answer.Results.All(result => result.Status < 400) ? ExitCode.Success : ExitCode.Refused);
        });
        return command;
    }

    // Where no host serves, this command is the host: it takes each run to its end, or to its next gate.
    private static async Task GoOnAsync(Connection connection, List<GateSummary> shown, BatchAnswer answer, CancellationToken cancellationToken)
    {
        var taken = answer.Results.Where(result => result.Status < 400).Select(result => result.GateId).ToHashSet();
        foreach (var gate in shown.Where(gate => taken.Contains(gate.GateId) && gate.Quorum - gate.Approvals <= 1))
        {
            var (_, next) = await GateCommands.FollowAsync(connection, gate.RunId, _ => { }, gate.GateId, cancellationToken);
            if (next is not null)
            {
                await GateCommands.SettleAsync(connection, next.Gate.GateId, cancellationToken);
            }
        }
    }

    private static void Write(CliConsole console, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            console.Out.WriteLine(line);
        }
    }
}
