using System.Globalization;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Workspaces;

namespace Workflows.Domain.Agents;

/// <summary>The turns of an agent that is a chat model with our tools.</summary>
internal sealed class AgentTurns(OrchestrationContext context, AgentInput input, AgentWork work)
{
    public async Task<AgentResult> RunAsync()
    {
        while (true)
        {
            if (work.AtLimit() is { } limit)
            {
                return limit;
            }

            var (turn, end) = await AskAsync();
            if (turn is null)
            {
                return end!;
            }

            work.Made(turn);
            if (turn.Calls.Count == 0)
            {
                return work.Answered(turn.Model);
            }

            // Nobody would see what these calls bring.
            if (work.AtLimit() is { } last)
            {
                return last;
            }

            if (work.Progress.Workspace is not { } workspace)
            {
                return work.End(AgentEnd.Failed, $"The {input.Role.Name} called {turn.Calls[0].Name}, and has no files to work on.");
            }

            await CallToolsAsync(turn.Calls, workspace);
            if (input.Progress is { OneTurn: true })
            {
                return work.End(AgentEnd.Paused, "It made the one turn that it was to make.");
            }
        }
    }

    // Each call starts from the files that the one before it has left.
    private async Task CallToolsAsync(IReadOnlyList<ToolCall> calls, WorkspaceState workspace)
    {
        var turn = work.Progress.Turns;
        foreach (var call in calls.Take(AgentTurn.MostCalls))
        {
            work.Show(string.Create(CultureInfo.InvariantCulture, $"Calling {call.Name} ({call.Index} of {calls.Count})"));
            var result = await context.CallActivityAsync(
                AgentActivities.CallTool, new ToolCallInput(input.RunId, input.Agent, turn, call, input.Role.Tools, input.Role.Scope, workspace), AgentOrchestrator.Patient);
            work.Called(result);
            workspace = result.Workspace;
        }
    }

    private async Task<(AgentTurn? Turn, AgentResult? End)> AskAsync()
    {
        while (true)
        {
            work.Show("Asking the model");
            var turn = await context.CallActivityAsync(AgentActivities.AskAgent, Question(), AgentOrchestrator.Patient);
            work.Heard(turn.Model, turn.Seconds, turn.Useless);
            if (turn.Model.OverBudget is { } shortage)
            {
                return (null, work.OverBudget(shortage));
            }

            if (turn.Failure is not { } kind)
            {
                return (turn, null);
            }

            if (await EndAfterAsync(kind, turn) is { } end)
            {
                return (null, end);
            }
        }
    }

    // Null when the turn is to be made again, after the wait.
    private async Task<AgentResult?> EndAfterAsync(AgentFailureKind kind, AgentTurn turn)
    {
        // What may cost something is not tried without an end.
        if (kind == AgentFailureKind.Infrastructure && !turn.MayBeBilled)
        {
            // Once it was looked here what else the service answers, and runs of that time have it in their history: what got through counted as an attempt.
            var choice = new AgentChoice(input.RunId, input.Role.Name, work.Progress.Attempts.Count + 1) { WasAsked = true };
            var probe = await context.CallActivityAsync(AgentActivities.ProbeModel, choice, AgentOrchestrator.Patient);
            if (!probe.Reached)
            {
                work.FailedOnce(0, kind, turn.Reason, null);
                return work.End(AgentEnd.Unreachable, probe.Reason ?? turn.Reason);
            }
        }

        // What the service itself fails at may pass, but is not waited for without an end.
        return await AgentAttempts.NextAsync(context, work, input.Role.Limits, kind, turn.Reason, turn.RetryAfter);
    }

    private AgentTurnInput Question()
    {
        var progress = work.Progress;
        return new AgentTurnInput(
            input.RunId, input.Agent, input.Role.Name, input.Round, work.Turn, input.Instructions, input.Prompt,
            progress.Workspace is null ? [] : input.Role.Tools, progress.Results, progress.CompactedTo, progress.BegunAt!.Value, progress.AnswerTokens)
        {
            Before = progress.LastTurn,
            Useless = progress.Useless,
        };
    }
}
