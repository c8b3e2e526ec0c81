using System.CommandLine;
using Workflows.Domain.Gates;
using Workflows.Http.Contracts;
using Workflows.Local.Connections;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary><c>approve</c>, <c>reject</c>, <c>reply</c>: decide at a gate. They show what is decided on, and the decision is bound to exactly that.</summary>
internal static class DecideCommand
{
    private const int LeastHash = 8;

    public static Command Approve(CliContext context)
    {
        var text = TextOption("Approves, and asks for this change (\"approve, but add …\")");
        return Create(context, new Command("approve", "Approves what a run waits with, and lets it go on") { text }, text, _ => nameof(GateDecisionKind.Approve));
    }

    public static Command Reject(CliContext context)
    {
        var text = TextOption("Why; it is kept with the run");
        return Create(context, new Command("reject", "Rejects what a run waits with; the run ends as rejected, which is a result and not a failure") { text }, text, _ => nameof(GateDecisionKind.Reject));
    }

    public static Command Reply(CliContext context)
    {
        var text = TextOption("What is to change, the answer, the amount or the step");
        text.Required = true;
        var decision = new Option<string>("--decision")
        {
            Description = "request-changes (when it is left out), answer, raise-budget or send-back",
            DefaultValueFactory = _ => "request-changes",
            HelpName = "what",
        };
        decision.AcceptOnlyFromAmong("request-changes", "answer", "raise-budget", "send-back");
        return Create(context, new Command("reply", "Sends a text back to a run that waits: changes to make, or an answer") { text, decision }, text, parse => parse.GetRequiredValue(decision));
    }

    private static Option<string?> TextOption(string description) => new("--text") { Description = description, HelpName = "text" };

    private static Command Create(CliContext context, Command command, Option<string?> text, Func<ParseResult, string> decision)
    {
        var gate = GateCommands.GateArgument();
        var by = new Option<string>("--by") { Description = "Who decides (the user of this machine)", HelpName = "name", DefaultValueFactory = _ => Environment.UserName };
        var hash = new Option<string?>("--hash") { Description = $"Decides only if this is the hash of what is shown now, or its first {LeastHash} digits or more" };
        command.Arguments.Add(gate);
        command.Options.Add(by);
        command.Options.Add(hash);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var settings = context.Settings(parse);
            await using var connection = await ConnectionOpener.OpenAsync(settings, mustExist: true, cancellationToken);
            var shown = await GateCommands.ResolveAsync(connection, parse.GetRequiredValue(gate), cancellationToken);
            var json = parse.GetValue(context.Json);
            if (!json)
            {
                Write(context.Console, GateText.Block(shown));
            }

            Insist(shown.Gate, parse.GetValue(hash));
            Allow(shown, decision(parse));
            var asked = new GateDecisionRequest(decision(parse), shown.Gate.ContentHash, parse.GetValue(text), CliContext.NameOf(parse, by, settings), "cli");
            var answer = RunCommands.Require(await connection.Client.DecideAsync(shown.Gate.GateId, asked, cancellationToken));
            return await GoOnAsync(context.Console, connection, shown.Gate, answer, json, cancellationToken);
        });
        return command;
    }

    // The words of the command line are those of the API with hyphens.
    private static void Allow(GateDetails shown, string decision)
    {
        var word = decision.Replace("-", "", StringComparison.Ordinal);
        if (shown.Gate.State.Equals(nameof(GateState.Open), StringComparison.OrdinalIgnoreCase) && !shown.Gate.Decisions.Contains(word, StringComparer.OrdinalIgnoreCase))
        {
            throw new CliException(
                ExitCode.Usage, $"The gate {shown.Gate.GateId} does not take this decision; nothing was decided.",
                $"It takes: {string.Join("; ", GateHint.Commands(shown))}");
        }
    }

    private static void Insist(GateSummary gate, string? hash)
    {
        if (hash is null)
        {
            return;
        }

        if (hash.Length < LeastHash)
        {
            throw new CliException(ExitCode.Usage, $"--hash has {hash.Length} digits.", $"Give at least the first {LeastHash} of the hash.");
        }

        if (!gate.ContentHash.StartsWith(hash, StringComparison.OrdinalIgnoreCase))
        {
            throw new CliException(ExitCode.Refused, $"What is shown now has the hash {gate.ContentHash}, not {hash}: nothing was decided.", $"Look again ('workflows gates show {gate.GateId}') and decide anew.");
        }
    }

    // Where no host serves, this command is the host: it takes the run to its end, or to the next gate.
    private static async Task<int> GoOnAsync(
        CliConsole console, Connection connection, GateSummary gate, GateDecisionAnswer answer, bool json, CancellationToken cancellationToken)
    {
        if (!json)
        {
            console.Out.WriteLine();
            console.Out.WriteLine(TerminalText.Clean(answer.Detail, 1000));
        }

        if (connection.IsServer || answer.State == nameof(GateState.Open))
        {
            Report(console, json, new DecisionReport(gate, answer, null, null));
            return (int)ExitCode.Success;
        }

        Run? run = null;
        GateDetails? next = null;
        var view = ProgressViews.For(console, json);
        await view.ShowAsync(
            async show => (run, next) = await GateCommands.FollowAsync(connection, gate.RunId, show, gate.GateId, cancellationToken));
        if (next is not null)
        {
            await GateCommands.SettleAsync(connection, next.Gate.GateId, cancellationToken);
        }

        Report(console, json, new DecisionReport(gate, answer, run, next?.Gate));
        if (!json)
        {
            await RunCommands.PrintAsync(console, connection, run!, json: false, view.TellsRounds, cancellationToken);
            Write(console, next is null ? [] : GateText.Block(next));
        }

        return (int)(next is null ? RunOutcome.ExitCode(run!) : ExitCode.Success);
    }

    private static void Report(CliConsole console, bool json, DecisionReport report)
    {
        if (json)
        {
            console.Out.WriteLine(CliJson.Text(report, CliJson.Indented.DecisionReport));
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
