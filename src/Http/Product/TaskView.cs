using System.Text.Json;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Client;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Serialization;
using Workflows.Domain.Workspaces;
using Workflows.Http.Contracts;

namespace Workflows.Http.Product;

/// <summary>Runs of <c>implement-task</c> in the words of the product.</summary>
internal static class TaskView
{
    /// <summary>What the instance itself tells of it; what one that goes on has done stands in its history.</summary>
    public static Run Of(ApiRequest request, Run run, OrchestrationMetadata instance)
    {
        var input = RunView.Read(instance.Input, WorkflowJson.Default.ImplementTaskInput);
        run = run with { Label = input?.Label, MaxRounds = input?.Settings.MaxRounds, Task = new RunTask { Folder = input?.Source.Folder } };
        if (RunView.Read(instance.CustomStatus, WorkflowJson.Default.ImplementTaskStatus) is { } status)
        {
            run = run with
            {
                Label = input?.Label ?? status.Title,
                Stage = JsonNamingPolicy.CamelCase.ConvertName(status.Stage.ToString()),
                Step = status.Step,
                Steps = status.Steps,
                Round = status.Round,
                MaxRounds = status.MaxRounds,
                Progress = run.Status == RunStatus.Finished ? 1 : Math.Clamp(Math.Round((status.Step - 1) / (double)Math.Max(1, status.Steps - 1), 3), 0, 1),
                Message = status.Message,
                Verdict = Word(status.Verdict),
                Model = status.Model,
                Failover = status.Failover,
                Usage = status.Usage,
                Task = run.Task! with { Verdict = status.Verdict },
            };
        }

        return instance.RuntimeStatus == OrchestrationRuntimeStatus.Completed && RunView.Read(instance.Output, WorkflowJson.Default.ImplementTaskResult) is { } result
            ? Ended(request, run, result)
            : run;
    }

    /// <summary>A round as its parts are known.</summary>
    public static RunRound Round(ApiRequest request, int round, WorkspaceDiff? diff, TestsReport? tests, Verdict? verdict) => new(
        round, Artifact(request, diff?.Patch), diff?.Files ?? [], diff?.FileCount ?? 0, diff?.RedFlagCount ?? 0, Artifact(request, diff?.RedFlags),
        tests is null ? null : new RoundTests(tests.Command, tests.Ran, tests.Passed, tests.ExitCode, tests.Failing, tests.Reason, Artifact(request, tests.Output), tests.Seconds, tests.Isolation),
        verdict);

    private static Run Ended(ApiRequest request, Run run, ImplementTaskResult result)
    {
        var last = result.Rounds.LastOrDefault(round => round.Verdict is not null)?.Verdict ?? run.Task?.Verdict;

        // Rounds that lead nowhere end with SKIP, whatever action the last review gives: also in results that an older version wrote.
        var isStuck = result.Outcome == ImplementTaskOutcome.Stuck;
        last = isStuck && last is { Passed: false } ? last with { Continue = false } : last;
        return run with
        {
            Label = run.Label ?? result.Title,
            Outcome = RunSummary.OutcomeWord(result.Outcome),
            Round = result.Rounds.Count > 0 ? result.Rounds[^1].Round : run.Round,
            Verdict = Word(last),
            Usage = result.Usage,
            Delivery = result.Delivery is { } delivery
                ? new RunDelivery(JsonNamingPolicy.CamelCase.ConvertName(delivery.Decision.ToString()), delivery.By, delivery.Text, delivery.Reviews, delivery.Commit)
                : null,
            Task = new RunTask
            {
                Verdict = last,
                Reason = result.Reason,
                IsDemo = result.IsDemo,
                Rounds = [.. result.Rounds.Select(round => Round(
                    request, round.Round, round.Diff, round.Tests, isStuck && round == result.Rounds[^1] ? last : round.Verdict))],
                Roles = result.Roles,
                Plan = result.Reports.FirstOrDefault(report => report.Name.EndsWith("/plan.txt", StringComparison.Ordinal)) is { } plan ? RunView.Artifact(request, plan) : null,
                Reports = [.. result.Reports.Select(report => RunView.Artifact(request, report))],
                ReportsFolder = result.Published?.Folder,
                ReportsProblem = result.Published?.Problem,
                Folder = result.Applied?.Folder ?? run.Task?.Folder,
                Written = result.Applied?.Written,
                Conflicts = result.Applied?.Conflicts ?? [],
            },
        };
    }

    private static RunArtifact? Artifact(ApiRequest request, ArtifactRef? artifact) => artifact is null ? null : RunView.Artifact(request, artifact);

    /// <summary>A verdict in a word or two; null for none.</summary>
    public static string? Word(Verdict? verdict) => verdict switch
    {
        null => null,
        { Passed: true } => "PASS",
        { Continue: true } => "FAIL CONTINUE",
        _ => "FAIL SKIP",
    };
}
