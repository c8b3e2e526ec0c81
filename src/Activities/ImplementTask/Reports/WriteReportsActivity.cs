using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Execution;
using Workflows.Activities.Forks;
using Workflows.Activities.Logging;
using Workflows.Domain.Artifacts;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Serialization;

namespace Workflows.Activities.ImplementTask.Reports;

/// <summary>Writes the reports of a run (row R6) from what its steps have left. The patches stand there already.</summary>
internal sealed class WriteReportsActivity(IArtifactStore artifacts, ForkedArtifacts stored, ForkReader forks, ILogger<WriteReportsActivity> logger) : IActivity<WriteReportsInput, WrittenReports>
{
    private const string Folder = "reports/";

    // Letters of every language stay as they are, and so do the signs that code is made of: nobody shows the file as a web page.
    private static readonly ReportJson Json = new(new JsonSerializerOptions(ReportJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private readonly ReportTexts _texts = new(artifacts, new AgentCalls(stored));
    private readonly AgentCalls _calls = new(stored);

    public async Task<WrittenReports> RunAsync(ActivityContext context, WriteReportsInput input, CancellationToken cancellationToken)
    {
        using var scope = RunScope.Begin(logger, input.RunId, context.ActivityName);
        var fork = await forks.ReadAsync(input.RunId, cancellationToken) is { } overlay ? new ForkReport(overlay.Origin, overlay.Step) : null;
        List<StepRecord> steps = [];
        foreach (var step in input.Steps)
        {
            steps.Add(await StepAsync(input.RunId, step, cancellationToken));
        }

        StuckRound.Skip(steps, input);

        List<ArtifactRef> files =
        [
            await WriteAsync(input, "plan.txt", await PlanAsync(input, steps, cancellationToken), cancellationToken),
            await WriteAsync(input, "implementer.txt", Begun(fork) + (await _texts.OfAsync(input.RunId, TaskRoles.Implementer, steps, cancellationToken) ?? "The implementer did not work.\n"), cancellationToken),
            await WriteAsync(input, "reviewer.txt", Begun(fork) + (await _texts.OfAsync(input.RunId, TaskRoles.Reviewer, steps, cancellationToken) ?? "The reviewer did not work.\n"), cancellationToken),
        ];
        if (await _texts.OfAsync(input.RunId, TaskRoles.TechWriter, steps, cancellationToken) is { } documents)
        {
            files.Add(await WriteAsync(input, "tech_writer.txt", Begun(fork) + documents, cancellationToken));
        }

        files.AddRange(steps.Where(step => step.Round is not null).Select(step => step.Round!.Diff.Patch));
        files.Add(await ReportAsync(input, fork, steps, [.. files.Select(file => file.Name[Folder.Length..]), "artifacts.json"], cancellationToken));
        ImplementTaskLog.Reported(logger, files.Count, files.Sum(file => file.Length));
        return new WrittenReports(files);
    }

    private static string Begun(ForkReport? fork) => fork is null ? "" : $"This run is a fork of {fork.RunId} at {SafeText.OneLine(fork.Step)}: what came before that step was taken over from there.\n\n";

    private async Task<StepRecord> StepAsync(string runId, string step, CancellationToken cancellationToken)
    {
        var name = $"{RecordStepActivity.Folder}{step}.json";
        var bytes = await stored.ReadAsync(runId, name, cancellationToken)
            ?? throw new InvalidOperationException($"The artifact '{name}' of run '{runId}' is gone from {artifacts.Locate(runId)}, though a step before wrote it. Restore it, or start a new run.");
        return JsonSerializer.Deserialize(bytes, WorkflowJson.Default.StepRecord)!;
    }

    private async Task<string> PlanAsync(WriteReportsInput input, IReadOnlyList<StepRecord> steps, CancellationToken cancellationToken) => input.Plan is { Points: > 0 } plan
        ? Encoding.UTF8.GetString(await artifacts.ReadRequiredAsync(plan.Text, cancellationToken))
        : $"There is no plan. {input.Reason}\n\n{await _texts.OfAsync(input.RunId, TaskRoles.Planner, steps, cancellationToken)}";

    private async Task<ArtifactRef> ReportAsync(WriteReportsInput input, ForkReport? fork, IReadOnlyList<StepRecord> steps, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        List<AgentReport> agents = [];
        foreach (var agent in steps.SelectMany(step => step.Agents))
        {
            agents.Add(await AgentAsync(input.RunId, agent, cancellationToken));
        }

        var report = new RunReport(
            1, input.RunId, input.Task.Title, input.Task.IsDemo, input.StartedAt, input.EndedAt, input.Outcome == ImplementTaskOutcome.Passed ? "PASS" : "FAIL",
            input.Outcome is { } outcome ? JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString()) : null, input.Reason,
            input.Plan is { } plan ? new PlanReport(plan.Points, plan.Criteria, plan.Cut, plan.Infrastructure) : null,
            [.. steps.Where(step => step.Round is not null).Select(Round)], agents, input.Roles, input.Usage, input.Settings, input.Delivery, input.Applied, files, fork);
        return await WriteAsync(input, "artifacts.json", SafeText.EscapedInJson(JsonSerializer.Serialize(report, Json.RunReport)) + "\n", cancellationToken);
    }

    private static RoundReport Round(StepRecord step)
    {
        var round = step.Round!;
        return new RoundReport(
            round.Round, step.Changes,
            round.Verdict is { } verdict ? new VerdictReport(verdict.Passed ? "PASS" : "FAIL", verdict.Continue ? "CONTINUE" : "SKIP", verdict.Fixes, verdict.WantsDocs, verdict.Overruled) : null,
            round.Tests, new DiffReport(round.Diff.Patch.Name[Folder.Length..], round.Diff.Sha256, round.Diff.FileCount, round.Diff.Files, round.Diff.RedFlagCount, round.Diff.StandInCount));
    }

    private async Task<AgentReport> AgentAsync(string runId, AgentRecord agent, CancellationToken cancellationToken)
    {
        var result = agent.Result;
        var (commands, calls) = await _calls.ReadAsync(runId, agent, cancellationToken);
        var dropped = await _calls.DroppedAsync(runId, agent, cancellationToken);
        return new AgentReport(
            agent.Agent, agent.Role, agent.Round, result.End, result.Reason, result.Model, result.Offline, result.Failover, agent.Prompt.Source,
            result.Progress.Turns, result.Progress.ToolCalls, result.Progress.Usage, Math.Round(result.Progress.Worked.TotalSeconds, 3), result.Progress.Attempts, commands, calls,
            Math.Max(0, result.Progress.ToolCalls - calls.Count))
        {
            Dropped = dropped.Count > 0 ? dropped : null,
        };
    }

    private Task<ArtifactRef> WriteAsync(WriteReportsInput input, string name, string text, CancellationToken cancellationToken) => artifacts.WriteAsync(
        input.RunId, Folder + name, Encoding.UTF8.GetBytes(text), name.EndsWith(".json", StringComparison.Ordinal) ? "application/json" : "text/plain", cancellationToken);
}
