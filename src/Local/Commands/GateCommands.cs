using System.CommandLine;
using Workflows.Domain.Gates;
using Workflows.Domain.ImplementTask;
using Workflows.Http.Contracts;
using Workflows.Local.Connections;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary>What the commands that take a gate share.</summary>
internal static class GateCommands
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a command waits for people to be told, before it ends and leaves that to the next one.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>The gate's id, or that of its run.</summary>
    public static Argument<string> GateArgument() => new("gate") { Description = "The gate's id, or its run's, or as much of the beginning of the run's as no other run shares" };

    /// <summary>The gate that is meant: by its own id, or the one at which the run waits.</summary>
    public static async Task<GateDetails> ResolveAsync(Connection connection, string text, CancellationToken cancellationToken)
    {
        var exact = await connection.Client.GetGateAsync(text, cancellationToken);
        if (exact.Value is not null || exact.Problem!.Status != 404)
        {
            return RunCommands.Require(exact);
        }

        var run = await RunCommands.ResolveAsync(connection, GateInput.RunOf(text) ?? text, cancellationToken);
        var open = RunCommands.Require(await connection.Client.ListGatesAsync(all: false, run, 10, cancellationToken)).Gates;
        return open.Count switch
        {
            1 => RunCommands.Require(await connection.Client.GetGateAsync(open[0].GateId, cancellationToken)),
            0 => throw new CliException(ExitCode.Refused, $"The run {run} waits for no decision.", $"'workflows status {run}' tells where it stands; 'workflows gates --all' lists what was decided."),
            _ => throw new CliException(ExitCode.Usage, $"The run {run} waits at several gates: {string.Join(", ", open.Select(gate => gate.GateId))}.", "Name one of them."),
        };
    }

    /// <summary>Follows a run until it has ended, or waits at a gate other than the one that was just decided.</summary>
    public static async Task<(Run Run, GateDetails? Gate)> FollowAsync(
        Connection connection, string runId, Action<Run> onChange, string? decidedGate, CancellationToken cancellationToken)
    {
        DateTime? seen = null;
        while (true)
        {
            var run = connection.Reachable(RunCommands.Require(await connection.Client.GetRunAsync(runId, TimeSpan.FromSeconds(seen is null ? 0 : 1), seen, cancellationToken)));
            if (run.LastUpdatedAt != seen)
            {
                onChange(run);
                seen = run.LastUpdatedAt;
            }

            if (run.IsEnded)
            {
                return (run, null);
            }

            if (await WaitingAtAsync(connection, run, decidedGate, cancellationToken) is { } gate)
            {
                return (run, gate);
            }
        }
    }

    /// <summary>
    /// Shows the progress of a run until it has ended. Where no host serves, it stops at a gate: nobody could decide while this process
    /// has the data folder.
    /// </summary>
    /// <param name="console">Where to.</param>
    /// <param name="connection">Where the run is.</param>
    /// <param name="runId">The run.</param>
    /// <param name="view">How its progress is shown.</param>
    /// <param name="json">How its end is printed; null leaves it out.</param>
    /// <param name="cancellationToken">Ends the showing, not the run.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> ShowToEndAsync(
        CliConsole console, Connection connection, string runId, IProgressView view, bool? json, CancellationToken cancellationToken)
    {
        Run? run = null;
        GateDetails? gate = null;
        await view.ShowAsync(async show =>
        {
            if (connection.IsServer)
            {
                run = await RunCommands.FollowAsync(connection, runId, show, cancellationToken);
            }
            else
            {
                (run, gate) = await FollowAsync(connection, runId, show, null, cancellationToken);
            }
        });
        if (json is { } asJson)
        {
            await RunCommands.PrintAsync(console, connection, run!, asJson, view.TellsRounds, cancellationToken);
        }

        if (gate is null)
        {
            return (int)RunOutcome.ExitCode(run!);
        }

        await SettleAsync(connection, gate.Gate.GateId, cancellationToken);
        console.Error.WriteLine($"The run waits for a decision at {gate.Gate.GateId}: 'workflows gates show {runId}' shows on what; {string.Join(", ", GateHint.Commands(gate).Select(command => $"'{command}'"))} {(GateHint.Commands(gate).Count == 1 ? "decides" : "decide")}.");
        return (int)ExitCode.Success;
    }

    /// <summary>Waits until people were told of a gate: a command that ends takes with it what runs in its process.</summary>
    public static async Task SettleAsync(Connection connection, string gateId, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            while (!IsTold(RunCommands.Require(await connection.Client.GetInstanceAsync(gateId, patience.Token)).HistoryEvents ?? []))
            {
                await Task.Delay(Between, patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // A receiver that is down: the next host goes on trying.
        }
    }

    private static async Task<GateDetails?> WaitingAtAsync(Connection connection, Run run, string? decidedGate, CancellationToken cancellationToken)
    {
        if (!Waits(run, ImplementTaskStage.Approve) && !Waits(run, ImplementTaskStage.TopUp) && !Waits(run, ImplementTaskStage.ApprovePlan))
        {
            return null;
        }

        var open = RunCommands.Require(await connection.Client.ListGatesAsync(all: false, run.RunId, 10, cancellationToken)).Gates;
        return open.FirstOrDefault(gate => gate.GateId != decidedGate) is { } waiting
            ? (await connection.Client.GetGateAsync(waiting.GateId, cancellationToken)).Value
            : null;
    }

    // The stages of all workflows are called the same.
    private static bool Waits(Run run, ImplementTaskStage stage) => string.Equals(run.Stage, stage.ToString(), StringComparison.OrdinalIgnoreCase);

    private static bool IsTold(IReadOnlyList<InstanceHistoryEvent> history)
    {
        var notices = history.Where(line => line is { EventType: "TaskScheduled" } && line.Name == GateActivities.NotifyGate.Name).Select(line => line.TaskScheduledId).ToList();
        return notices.Count > 0 && notices.All(task => history.Any(line => line.TaskScheduledId == task && line.EventType is "TaskCompleted" or "TaskFailed"));
    }
}
