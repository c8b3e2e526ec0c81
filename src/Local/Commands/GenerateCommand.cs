using System.CommandLine;
using Workflows.Http.Contracts;
using Workflows.Local.Connections;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary><c>generate</c>: starts a run for a document, and follows it where nobody else does.</summary>
internal static class GenerateCommand
{
    public static Command Create(CliContext context)
    {
        var document = new Argument<string>("document") { Description = "An OpenAPI document (2.0, 3.0, 3.1; JSON or YAML): a file, or its http(s) address" };
        document.Validators.Add(result =>
        {
            // An unknown option would otherwise be taken for a file.
            if (result.Tokens is [{ Value: ['-', ..] option }] && !File.Exists(option))
            {
                result.AddError($"Unrecognized option '{option}'.");
            }
        });
        var baseUrl = new Option<string?>("--base-url") { Description = "The API to run the tests against; without it the first absolute server of the document", HelpName = "url" };
        var checkOnly = new Option<bool>("--check-only") { Description = "Ends after the Roslyn check; nothing is executed" };
        var watch = new Option<bool>("--watch") { Description = "Follows the run until it has ended. Without a serving host it always does" };
        var label = new Option<string?>("--label") { Description = "What the run is called in lists" };
        var rounds = new Option<int?>("--max-rounds") { Description = "Most rounds of model and check, 1 to 10 (3)" };
        var commit = new Option<bool>("--commit") { Description = "Commits the tests once a human has approved them (when a repository is configured it is always so)" };
        var auto = new Option<bool>("--auto-approve") { Description = "Commits the tests without a human; that is recorded" };
        var noCommit = new Option<bool>("--no-commit") { Description = "Commits nothing" };
        var by = new Option<string>("--by") { Description = "Who asks, as approvers know them (the user of this machine)", HelpName = "name", DefaultValueFactory = _ => Environment.UserName };
        var command = new Command("generate", "Generates tests from an OpenAPI document, checks them, and runs them against its API")
        {
            document, baseUrl, checkOnly, watch, label, rounds, commit, auto, noCommit, by,
        };
        command.Validators.Add(result =>
        {
            if (new[] { commit, auto, noCommit }.Count(result.GetValue) > 1)
            {
                result.AddError("Give one of --commit, --auto-approve and --no-commit.");
            }
        });
        command.SetAction(async (parse, cancellationToken) =>
        {
            var settings = context.Settings(parse);
            var options = new GenerateRequest
            {
                BaseUrl = parse.GetValue(baseUrl),
                CheckOnly = parse.GetValue(checkOnly),
                Label = parse.GetValue(label),
                MaxRounds = parse.GetValue(rounds),
                Commit = parse.GetValue(commit) ? "true" : parse.GetValue(auto) ? "auto" : parse.GetValue(noCommit) ? "false" : null,
                RequestedBy = CliContext.NameOf(parse, by, settings),
            };
            var json = parse.GetValue(context.Json);
            await using var connection = await ConnectionOpener.OpenAsync(settings, mustExist: false, cancellationToken);
            var accepted = RunCommands.Require(await DocumentArgument.SubmitAsync(
                connection.Client, parse.GetRequiredValue(document), options, settings.MaxDocumentBytes, cancellationToken));
            if (connection.IsServer && !parse.GetValue(watch))
            {
                context.Console.Out.WriteLine(json
                    ? CliJson.Text(accepted, CliJson.Indented.AcceptedRun)
                    : $"{accepted.RunId} was accepted by the host at {connection.Url}. 'workflows watch {accepted.RunId}' follows it.");
                return (int)ExitCode.Success;
            }

            return await GateCommands.ShowToEndAsync(context.Console, connection, accepted.RunId, ProgressViews.For(context.Console, json), json, cancellationToken);
        });
        return command;
    }
}
