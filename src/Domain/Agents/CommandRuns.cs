using Workflows.Domain.Orchestration;

namespace Workflows.Domain.Agents;

/// <summary>The runs of an agent that is a program of its own: one is a turn, and does the whole work.</summary>
internal sealed class CommandRuns(OrchestrationContext context, AgentInput input, AgentWork work, string command)
{
    public async Task<AgentResult> RunAsync()
    {
        while (true)
        {
            work.Show($"Running {command}");
            var outcome = await context.CallActivityAsync(
                AgentActivities.RunCommandAgent,
                new CommandAgentInput(
                    input.RunId, input.Agent, input.Role.Name, input.Instructions, input.Prompt, input.Role.Scope, work.Progress.Workspace,
                    work.Progress.BegunAt!.Value, work.Failed + 1),
                AgentOrchestrator.Patient);
            work.Heard(outcome.Model, outcome.Seconds);
            if (outcome.Failure is null)
            {
                work.Changed(outcome.Workspace);
                work.Made(new AgentTurn(outcome.Model, [], 0));
                return work.Answered(outcome.Model);
            }

            // Nothing is probed here: whether what a program needs is there only it knows, and it has just said that it is not.
            if (outcome.Failure == AgentFailureKind.Infrastructure)
            {
                work.FailedOnce(0, AgentFailureKind.Infrastructure, outcome.Reason, null);
                return work.End(AgentEnd.Unreachable, outcome.Reason);
            }

            if (await AgentAttempts.NextAsync(context, work, input.Role.Limits, outcome.Failure.Value, outcome.Reason, null) is { } end)
            {
                return end;
            }
        }
    }
}
