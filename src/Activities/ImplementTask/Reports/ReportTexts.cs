using System.Globalization;
using System.Text;
using Workflows.Activities.Execution;
using Workflows.Activities.Logging;
using Workflows.Domain.Agents;
using Workflows.Domain.Artifacts;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Texts;

namespace Workflows.Activities.ImplementTask.Reports;

/// <summary>Writes the texts of a role: what it said in each round, whole.</summary>
internal sealed class ReportTexts(IArtifactStore artifacts, AgentCalls calls)
{
    /// <summary>The text; null where the role never worked.</summary>
    public async Task<string?> OfAsync(string runId, string role, IReadOnlyList<StepRecord> steps, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var step in steps)
        {
            foreach (var agent in step.Agents.Where(agent => agent.Role == role))
            {
                await AddAsync(text, runId, step, agent, cancellationToken);
            }
        }

        return text.Length == 0 ? null : text.ToString();
    }

    private async Task AddAsync(StringBuilder text, string runId, StepRecord step, AgentRecord agent, CancellationToken cancellationToken)
    {
        var result = agent.Result;
        text.Append(CultureInfo.InvariantCulture, $"===== Round {agent.Round}: {agent.Agent} ({result.Model ?? "no model"}, {Counted.Of(result.Progress.Turns, "turn")}, {Counted.Of(result.Progress.ToolCalls, "tool call")}) =====\n");
        if (result.Failover is { } failover)
        {
            text.Append(CultureInfo.InvariantCulture, $"Model: {failover}\n");
        }

        text.Append('\n');
        if (result.Answer is { } answer)
        {
            text.Append(Encoding.UTF8.GetString(await artifacts.ReadRequiredAsync(answer, cancellationToken)).Trim()).Append('\n');
        }

        if (result.End != AgentEnd.Answered)
        {
            text.Append(CultureInfo.InvariantCulture, $"[It ended without an answer ({result.End}): {result.Reason}]\n");
        }

        foreach (var dropped in await calls.DroppedAsync(runId, agent, cancellationToken))
        {
            text.Append(CultureInfo.InvariantCulture, $"[Not taken over: {SafeText.OneLine(dropped)}]\n");
        }

        if (agent.Role == TaskRoles.Reviewer && step.Round?.Verdict is { } verdict)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n[The loop reads: {(verdict.Passed ? "PASS" : verdict.Continue ? "FAIL CONTINUE" : "FAIL SKIP")}{(verdict.Overruled is { } reason ? $"; {reason}" : "")}]\n");
            if (verdict.Overruled is not null && verdict.Fixes is { } fixes)
            {
                text.Append(CultureInfo.InvariantCulture, $"[FIXES: {fixes}]\n");
            }
        }

        text.Append('\n');
    }
}
