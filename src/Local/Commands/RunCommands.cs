using System.CommandLine;
using Workflows.Domain.SourceControl;
using Workflows.Http.Client;
using Workflows.Http.Contracts;
using Workflows.Local.Connections;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary>What the commands that take a run share.</summary>
internal static class RunCommands
{
    /// <summary>How long one request waits for a run to change, before it asks again.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);

    /// <summary>The run's id, or the beginning of it.</summary>
    public static Argument<string> RunArgument() => new("run") { Description = "The run's id, or as much of its beginning as no other run shares" };

    /// <summary>The value, or the refusal as a failure of the command.</summary>
    public static T Require<T>(ApiResult<T> result) where T : class =>
        result.Value ?? throw CliFailure.From(result.Problem!);

    /// <summary>The id itself where there is a run of that id, otherwise the one run whose id begins so.</summary>
    public static async Task<string> ResolveAsync(Connection connection, string text, CancellationToken cancellationToken)
    {
        var exact = await connection.Client.GetRunAsync(text, TimeSpan.Zero, null, cancellationToken);
        if (exact.Value is not null)
        {
            return text;
        }

        if (exact.Problem!.Status != 404)
        {
            throw CliFailure.From(exact.Problem);
        }

        var alike = Require(await connection.Client.ListRunsAsync(null, null, text, 3, null, cancellationToken)).Runs;
        var runs = alike.Select(run => RevertInput.RunOf(run.RunId) ?? run.RunId).Distinct(StringComparer.Ordinal).ToList();
        return runs.Count switch
        {
            0 => throw CliFailure.From(exact.Problem),
            // The revert of a run begins as the run does, and means no other one; it may have outlived the run.
            1 => alike.Select(run => run.RunId).MinBy(id => id.Length)!,
            _ => throw new CliException(ExitCode.Usage, $"Several runs begin with '{text}': {string.Join(", ", runs)} …", "Give more of the id."),
        };
    }

    /// <summary>Follows a run until it has ended.</summary>
    public static async Task<Run> FollowAsync(Connection connection, string runId, Action<Run> onChange, CancellationToken cancellationToken)
    {
        DateTime? seen = null;
        while (true)
        {
            var run = connection.Reachable(Require(await connection.Client.GetRunAsync(runId, seen is null ? TimeSpan.Zero : Wait, seen, cancellationToken)));
            if (run.LastUpdatedAt != seen)
            {
                onChange(run);
                seen = run.LastUpdatedAt;
            }

            if (run.IsEnded)
            {
                return run;
            }
        }
    }

    /// <summary>Prints a run, as JSON or for people: to them also how to go on where it ended without being done.</summary>
    public static async Task PrintAsync(CliConsole console, Connection connection, Run run, bool json, bool roundsAreTold, CancellationToken cancellationToken)
    {
        Print(console, run, json, roundsAreTold);
        if (!json && await NextStep.OfAsync(connection, run, cancellationToken) is { } next)
        {
            console.Out.WriteLine($"next       {next}");
        }
    }

    /// <summary>Prints a run, as JSON or for people.</summary>
    public static void Print(CliConsole console, Run run, bool json, bool roundsAreTold = false)
    {
        if (json)
        {
            console.Out.WriteLine(CliJson.Text(run, CliJson.Indented.Run));
            return;
        }

        foreach (var line in RunText.Block(run, roundsAreTold))
        {
            console.Out.WriteLine(line);
        }
    }
}
