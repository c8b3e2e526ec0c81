using System.Text;
using Workflows.Domain.Agents;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Forks;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Agents;

/// <summary>What is different for an agent of a forked run: its model, its first message, or its last one.</summary>
internal sealed class ForkedTurns(IForkOverlays forks, IArtifactStore artifacts)
{
    private const string GivenWord = "given";

    /// <summary>What is different in the run; null for one that is no fork.</summary>
    public Task<ForkOverlay?> ReadAsync(AgentTurnInput input, CancellationToken cancellationToken) => forks.ReadAsync(input.RunId, cancellationToken);

    /// <summary>The turn with the first message that was chosen for the fork, which people find where they look for the prompt.</summary>
    public async Task<AgentTurnInput> WithPromptAsync(ForkOverlay? fork, AgentTurnInput input, CancellationToken cancellationToken) =>
        fork?.PromptOf(Question(input)) is { } prompt
            ? input with { Prompt = await artifacts.WriteAsync(input.RunId, input.Prompt.Name, Encoding.UTF8.GetBytes(prompt), input.Prompt.ContentType, cancellationToken) }
            : input;

    /// <summary>The turn that ends the agent's work with what somebody wrote in its place; null where the model is asked.</summary>
    public static TurnRecord? Given(ForkOverlay? fork, AgentTurnInput input, string promptSha256) => fork?.AnswerTo(Question(input)) is { } answer
        ? new TurnRecord(
            TurnHash.OfCall(input, promptSha256), promptSha256, input.Turn, input.Before, input.Results, input.CompactedTo, input.Role, GivenWord,
            GivenAnswer.By(fork.By), false, null, "stop", 0, ModelUsage.None, answer, [], 0, 0, fork.At)
        {
            GivenBy = fork.By,
        }
        : null;

    private static ForkQuestion Question(AgentTurnInput input) => new(AgentActivities.AskAgent.Name, input.Round, input.Agent, input.Turn);
}
