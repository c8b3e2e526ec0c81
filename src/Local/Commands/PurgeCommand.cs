using System.CommandLine;
using System.Globalization;
using Workflows.Http.Contracts;
using Workflows.Local.Connections;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary><c>purge</c>: deletes ended runs with their history and artifacts.</summary>
internal static class PurgeCommand
{
    public static Command Create(CliContext context)
    {
        var run = new Argument<string?>("run") { Description = "The run's id, or the beginning of it", Arity = ArgumentArity.ZeroOrOne };
        var before = new Option<DateTimeOffset?>("--before")
        {
            Description = "Every run that was accepted before this time (ISO 8601; without a zone it is UTC)",
            CustomParser = result =>
            {
                if (DateTimeOffset.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
                {
                    return time;
                }

                result.AddError($"--before is '{result.Tokens[0].Value}'; use a time such as 2026-01-31T08:00:00Z.");
                return null;
            },
        };
        var status = new Option<string?>("--status") { Description = "Every run of these: finished, failed, terminated; separated by commas" };
        var command = new Command("purge", "Deletes ended runs with their history and artifacts: one, or all that --before and --status name") { run, before, status };
        command.Validators.Add(result =>
        {
            if (result.GetResult(run) is { Tokens.Count: > 0 } == (result.GetResult(before) is not null || result.GetResult(status) is not null))
            {
                result.AddError("Give either a run, or --before and --status.");
            }
        });
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var connection = await ConnectionOpener.OpenAsync(context.Settings(parse), mustExist: true, cancellationToken);
            var purged = parse.GetValue(run) is { } text
                ? await connection.Client.PurgeAsync(await RunCommands.ResolveAsync(connection, text, cancellationToken), cancellationToken)
                : await connection.Client.PurgeAsync(parse.GetValue(before), Statuses(parse.GetValue(status)), cancellationToken);
            var answer = RunCommands.Require(purged);
            context.Console.Out.WriteLine(parse.GetValue(context.Json)
                ? CliJson.Text(answer, CliJson.Line.PurgeAnswer)
                : $"{answer.InstancesDeleted} deleted");
            return (int)ExitCode.Success;
        });
        return command;
    }

    private static string? Statuses(string? words) => words is null ? null : string.Join(',', words
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(word => Enum.TryParse<RunStatus>(word, ignoreCase: true, out var status) && status == RunStatus.Finished ? "Completed" : word));
}
