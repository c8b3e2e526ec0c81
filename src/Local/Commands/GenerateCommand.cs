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
        var command = new Command("generate", "Generates tests from an OpenAPI document, checks them, and runs them against its API")
        {
            document, baseUrl, checkOnly, watch, label, rounds,
        };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var settings = context.Settings(parse);
            var options = new GenerateRequest
            {
                BaseUrl = parse.GetValue(baseUrl),
                CheckOnly = parse.GetValue(checkOnly),
                Label = parse.GetValue(label),
                MaxRounds = parse.GetValue(rounds),
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

            Run? ended = null;
            await ProgressViews.For(context.Console, json).ShowAsync(
                async show => ended = await RunCommands.FollowAsync(connection, accepted.RunId, show, cancellationToken));
            RunCommands.Print(context.Console, ended!, json);
            return (int)RunOutcome.ExitCode(ended!);
        });
        return command;
    }
}
