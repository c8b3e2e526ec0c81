using System.Text.Json;
using Workflows.Domain.Client;
using Workflows.Domain.Gates;
using Workflows.Domain.Serialization;

namespace Workflows.Http.Gates;

/// <summary>
/// Where the decisions of every channel end: it asks the rules so that the answer comes at once, hands the decision to the gate, which
/// rules once more and alone decides who was first, and waits until the gate shows what became of it.
/// </summary>
internal sealed class GateDesk(OrchestrationClient client, GateReader gates, HttpApiOptions options, HostDescription host, TimeProvider time)
{
    /// <summary>Takes a decision to a gate.</summary>
    public async Task<DeskAnswer> DecideAsync(string gateId, DecisionDraft draft, CancellationToken cancellationToken)
    {
        if (DecisionText.NameProblem(draft.By) is { } problem)
        {
            return new DeskAnswer(DeskVerdict.Invalid, problem);
        }

        var decision = new GateDecision(
            draft.Id ?? Guid.NewGuid().ToString("N"), draft.Kind, draft.By.Trim(), draft.Channel, draft.ContentHash.Trim().ToLowerInvariant(), time.GetUtcNow())
        {
            Text = DecisionText.Clean(draft.Text),
            Roles = draft.Roles,
        };
        using var patience = new CancellationTokenSource(options.MaxDecisionWait, time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, host.Stopping, cancellationToken);
        var gate = await gates.FindAsync(gateId, cancellationToken);
        if (gate is null)
        {
            return Unknown(gateId);
        }

        if (DeskRuling.On(gate, decision) is { } refusal)
        {
            return refusal;
        }

        var raised = await client.RaiseEventAsync(
            gate.Id, GateOrchestrator.DecisionEvent, JsonSerializer.Serialize(decision, WorkflowJson.Default.GateDecision), cancellationToken);
        if (raised == ControlResult.NotFound)
        {
            return Unknown(gateId);
        }

        try
        {
            return await ResultAsync(gate, decision, any.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DeskAnswer(DeskVerdict.Accepted,
                "The decision is stored, and the gate has not looked at it yet. It counts unless the gate refuses it; look at the gate again in a moment.", gate, decision.Id);
        }
    }

    private async Task<DeskAnswer> ResultAsync(GateInstance gate, GateDecision decision, CancellationToken cancellationToken)
    {
        while (true)
        {
            // What was read before the decision was handed over cannot tell of it.
            var changed = GateInstance.From(await client.WaitForChangeAsync(gate.Id, gate.LastUpdatedAt, cancellationToken));
            if (changed is null)
            {
                return Unknown(gate.Id);
            }

            gate = changed;
            if (DeskRuling.Standing(gate, decision) is { } standing)
            {
                return standing;
            }

            // It ended before it came to this decision: the one that ended it was first.
            if (!gate.IsOpen && DeskRuling.On(gate, decision) is { } refusal)
            {
                return refusal;
            }
        }
    }

    private static DeskAnswer Unknown(string gateId) => new(DeskVerdict.Unknown,
        $"There is no gate '{(gateId.Length > 400 ? gateId[..400] + "…" : gateId)}'. It was never opened, or its run was purged; GET /v1/gates lists the open ones.");
}
