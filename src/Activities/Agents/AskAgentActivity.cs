using Microsoft.Extensions.Logging;
using Workflows.Activities.Audit;
using Workflows.Activities.Logging;
using Workflows.Activities.Models;
using Workflows.Activities.Tools;
using Workflows.Domain.Agents;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Agents;

/// <summary>Makes one turn of an agent: asks its model once for each conversation, and finds the answer again when it is asked again.</summary>
internal sealed class AskAgentActivity(
    Conversations conversations, TurnStore turns, TurnAsker asker, ChatModels models, IToolCatalog catalog, AgentOptions options, ForkedTurns forks, IAuditLog audit,
    ILogger<AskAgentActivity> logger)
    : IActivity<AgentTurnInput, AgentTurn>
{
    // A gateway that has nobody behind it says so sooner; one that gave up waiting had its question answered meanwhile, perhaps.
    private const double WorkedOn = 10;

    public async Task<AgentTurn> RunAsync(ActivityContext context, AgentTurnInput input, CancellationToken cancellationToken)
    {
        using var scope = RunScope.Begin(logger, input.RunId, context.ActivityName);
        var fork = await forks.ReadAsync(input, cancellationToken);
        input = await forks.WithPromptAsync(fork, input, cancellationToken);
        var choice = models.ForAgent(input.Role, fork?.Model);
        var requested = choice.Real?.Name ?? TurnAsker.Offline;
        var tools = MessageJson.Tools(catalog.Of(input.Tools));
        var conversation = await conversations.TakeAsync(input, cancellationToken);
        if (choice.Real is not null && Compaction.Next(conversation, options.MostContext) is var turn && turn > conversation.CompactedTo)
        {
            // The script remembers all, and costs nothing.
            conversation.CompactTo(turn);
        }

        var promptSha256 = TurnHash.OfPrompt(input, conversation.Last, tools.Span, conversation.CompactedTo);
        var record = ForkedTurns.Given(fork, input, promptSha256) ?? await turns.FindAsync(input.RunId, input.Agent, input.Turn, cancellationToken);
        if (record is not null && record.Answers(promptSha256, TurnHash.OfCall(input, promptSha256), requested))
        {
            AgentLog.AlreadyAnswered(logger, input.RunId, input.Agent, input.Turn, record.Model);
        }
        else
        {
            (record, var failure, var seconds) = await asker.AskAsync(choice, input, conversation, tools, promptSha256, cancellationToken);
            if (record is null)
            {
                conversations.Keep(input, conversation);
                return Failed(input, requested, failure!, seconds);
            }
        }

        // Both wait for the disk, and neither for the other, as the log has a writer of its own: whatever a crash leaves of them, the model was asked.
        var noting = audit.AppendAsync(ModelCallNote.Of(input.RunId, input.Agent, input.Round, record), cancellationToken);
        var storing = turns.StoreAsync(input.RunId, input.Agent, record);
        await Task.WhenAll(storing, noting);
        var (stored, answer, calls) = await storing;
        conversation.Answered(record, stored);
        if (calls.Count > 0)
        {
            conversations.Keep(input, conversation);
        }

        return new AgentTurn(
            new ModelAnswer(answer ?? stored, record.Model, record.Offline, record.Failover, record.Attempts, record.Usage), calls, record.CompactedTo)
        {
            Record = stored,
            Seconds = record.Seconds,
        };
    }

    private static AgentTurn Failed(AgentTurnInput input, string requested, ChatFailure failure, double seconds) => new(
        new ModelAnswer(null, requested, Offline: false, null, failure.Attempts, failure.Usage, failure.Shortage), [], input.CompactedTo)
    {
        Failure = failure switch
        {
            { Shortage: not null } => null,
            { IsInfrastructure: true } => AgentFailureKind.Infrastructure,
            { Kind: ChatFailureKind.Transient } => AgentFailureKind.Transient,
            _ => AgentFailureKind.Permanent,
        },
        Reason = failure.Shortage is null ? failure.Reason : null,
        RetryAfter = failure.RetryAfter,
        Useless = failure.IsUseless,
        Seconds = seconds,
        MayBeBilled = failure is { IsInfrastructure: true, Billing: ChatBilling.Unknown } && seconds >= WorkedOn,
    };
}
