using System.CommandLine;
using Workflows.Http.Contracts;
using Workflows.Local.Connections;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary><c>fork</c>: starts a run that goes its own way from a step of another one, and follows it where nobody else does.</summary>
internal static class ForkCommand
{
    public static Command Create(CliContext context)
    {
        var run = RunCommands.RunArgument();
        var from = new Option<string>("--from")
        {
            Description = "The step from which on the fork goes its own way: AskModel, AskModel#2, check, implementer-1/AskAgent#5. 'workflows timeline <run>' tells them",
            HelpName = "step",
            Required = true,
        };
        var prompt = new Option<string?>("--prompt") { Description = "A file with what the model is asked at that step instead; of an agent its first message", HelpName = "file" };
        var model = new Option<string?>("--model") { Description = "The model that is asked from that step on instead", HelpName = "name" };
        var answer = new Option<string?>("--answer") { Description = "A file with the answer to that step, so that no model is asked; of an agent its last message", HelpName = "file" };
        var label = new Option<string?>("--label") { Description = "What the fork is called in lists; without it as the run" };
        var watch = new Option<bool>("--watch") { Description = "Follows the fork until it has ended. Without a serving host it always does" };
        var by = new Option<string>("--by") { Description = "Who asks for it (the user of this machine)", HelpName = "name", DefaultValueFactory = _ => Environment.UserName };
        var command = new Command("fork", "Starts a run that has lived through the same as another one up to a step, and does that step and what follows anew: nothing before it is paid for again")
        {
            run, from, prompt, model, answer, label, watch, by,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(prompt) is not null && result.GetValue(answer) is not null)
            {
                result.AddError("Give one of --prompt and --answer: where the answer is given, no model is asked.");
            }
        });
        command.SetAction(async (parse, cancellationToken) =>
        {
            var settings = context.Settings(parse);
            var asked = new ForkRequest(
                parse.GetRequiredValue(from), await TextAsync(parse.GetValue(prompt), cancellationToken), parse.GetValue(model),
                await TextAsync(parse.GetValue(answer), cancellationToken), parse.GetValue(label), CliContext.NameOf(parse, by, settings));
            var json = parse.GetValue(context.Json);
            await using var connection = await ConnectionOpener.OpenAsync(settings, mustExist: true, cancellationToken);
            var id = await RunCommands.ResolveAsync(connection, parse.GetRequiredValue(run), cancellationToken);
            var answered = await connection.Client.ForkAsync(id, asked, cancellationToken);
            var accepted = answered.Value ?? throw Refused(answered.Problem!, id, asked.From!);
            if (accepted.Note is { } note)
            {
                context.Console.Error.WriteLine(TerminalText.Clean(note, 1000));
            }

            if (connection.IsServer && !parse.GetValue(watch))
            {
                context.Console.Out.WriteLine(json
                    ? CliJson.Text(accepted, CliJson.Indented.AcceptedRun)
                    : $"{accepted.RunId} was forked from {id} and accepted by the host at {connection.Url}. 'workflows watch {accepted.RunId}' follows it.");
                return (int)ExitCode.Success;
            }

            return await GateCommands.ShowToEndAsync(context.Console, connection, accepted.RunId, ProgressViews.For(context.Console, json), json, cancellationToken);
        });
        return command;
    }

    // Whoever has mistyped a step wants to see those that there are.
    private static CliException Refused(ProblemBody problem, string runId, string from) => problem is not { Status: 400, Title: "No such step" }
        ? CliFailure.From(problem)
        : new CliException(
            ExitCode.Usage, CommandWords.In(problem.Detail),
            $"'workflows timeline {runId}{(from.LastIndexOf('/') is var end and > 0 && problem.Detail.Contains($"\n  {from[..end]}/", StringComparison.Ordinal) ? $" --agent {from[..end]}" : "")}' shows the steps, with what to type for each.");

    private static async Task<string?> TextAsync(string? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return null;
        }

        try
        {
            return await File.ReadAllTextAsync(file, cancellationToken) is { } text && !string.IsNullOrWhiteSpace(text)
                ? text
                : throw new CliException(ExitCode.Usage, $"The file '{file}' is empty.", "Write into it what the model is to be asked, or what the answer is.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.Usage, $"The file '{file}' cannot be read: {failure.Message}", "Check its path and its permissions.");
        }
    }
}
