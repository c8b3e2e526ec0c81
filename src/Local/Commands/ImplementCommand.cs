using System.CommandLine;
using Workflows.Http.Contracts;
using Workflows.Http.Product;
using Workflows.Local.Connections;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary><c>implement</c>: lets agents work on the task of a folder, and follows the run where nobody else does.</summary>
internal static class ImplementCommand
{
    public static Command Create(CliContext context)
    {
        var folder = new Argument<string>("folder") { Description = "The folder of the task, with project/ (tasks/current.md) and workspace/ (the code) in it" };
        folder.Validators.Add(result =>
        {
            // An unknown option would otherwise be taken for a folder.
            if (result.Tokens is [{ Value: ['-', ..] option }] && !Directory.Exists(option))
            {
                result.AddError($"Unrecognized option '{option}'.");
            }
        });
        var auto = new Option<bool>("--auto-approve") { Description = "Commits what the reviewer passed without a human; that is recorded. Does not go with --approve-plan" };
        var plan = new Option<bool>("--approve-plan") { Description = "Asks a human to approve the plan, too, before anything is written" };
        var watch = new Option<bool>("--watch") { Description = "Follows the run until it has ended. Without a serving host it always does" };
        var rounds = new Option<int?>("--max-rounds") { Description = "Most rounds of implementer and reviewer, 1 to 20 (setting ORCH_MAX_ROUNDS)" };
        var tests = new Option<string?>("--test-command") { Description = "The command that runs the tests, in workspace/ (setting ORCH_TEST_COMMAND)", HelpName = "command" };
        var another = new Option<bool>("--new") { Description = "Starts another run, where a run of this folder that is not finished would be gone on with" };
        var label = new Option<string?>("--label") { Description = "What the run is called in lists; without it the task's first heading" };
        var by = new Option<string>("--by") { Description = "Who asks, as approvers know them (the user of this machine)", HelpName = "name", DefaultValueFactory = _ => Environment.UserName };
        var command = new Command("implement", "Implements the task of a folder: agents plan, write and test, review, and document; what is approved is committed")
        {
            folder, auto, plan, watch, another, rounds, tests, label, by,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(auto) && result.GetValue(plan))
            {
                result.AddError("Give one of --approve-plan and --auto-approve: the one asks a human, the other asks none, not for the plan either.");
            }
        });
        command.SetAction(async (parse, cancellationToken) =>
        {
            var settings = context.Settings(parse);
            foreach (var problem in OrchSettings.Unknown(settings.Given))
            {
                context.Console.Error.WriteLine(problem);
            }

            var request = new ImplementRequest
            {
                Folder = FullPath(parse.GetRequiredValue(folder)),
                ApprovePlan = parse.GetValue(plan),
                Commit = parse.GetValue(auto) ? "auto" : null,
                MaxRounds = parse.GetValue(rounds),
                TestCommand = parse.GetValue(tests),
                Label = parse.GetValue(label),
                IfUnderWay = parse.GetValue(another) ? ImplementRequest.Beside : ImplementRequest.Follow,
                RequestedBy = CliContext.NameOf(parse, by, settings),
            };
            var json = parse.GetValue(context.Json);
            await using var connection = await ConnectionOpener.OpenAsync(settings, mustExist: false, cancellationToken);
            var answer = await connection.Client.ImplementAsync(request, cancellationToken);
            var accepted = answer.Value ?? throw Refused(answer.Problem!);
            if (accepted.Existing)
            {
                context.Console.Error.WriteLine($"Run {accepted.RunId} of this folder is not finished; going on with it (--new starts another one).");
            }

            if (connection.IsServer && !parse.GetValue(watch))
            {
                context.Console.Out.WriteLine(json
                    ? CliJson.Text(accepted, CliJson.Indented.AcceptedRun)
                    : $"{accepted.RunId} {(accepted.Existing ? "is under way at" : "was accepted by")} the host at {connection.Url}. 'workflows watch {accepted.RunId}' follows it.");
                return (int)ExitCode.Success;
            }

            return await GateCommands.ShowToEndAsync(context.Console, connection, accepted.RunId, ProgressViews.For(context.Console, json), json, cancellationToken);
        });
        return command;
    }

    // Typing a command again is no second order; another command for the same folder may be one, and is not guessed at.
    private static CliException Refused(ProblemBody problem) => problem is not { RunId: { } run, Differs: { } differs }
        ? CliFailure.From(problem)
        : new CliException(
            ExitCode.Usage, $"The run {run} works on this folder and is not finished, and this command asks for something else: it differs in {string.Join(", ", differs)}.",
            $"'workflows watch {run}' goes on with it, 'workflows terminate {run}' ends it, and --new starts another one beside it.");

    private static string FullPath(string folder)
    {
        var path = Path.GetFullPath(folder);
        return TaskFolderFault.Of(path) is { } fault
            ? throw new CliException(fault.IsMissing ? ExitCode.NotFound : ExitCode.Usage, fault.What, fault.Advice)
            : path;
    }
}
