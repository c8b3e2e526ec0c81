using System.Collections.Concurrent;
using Workflows.Domain.Audit;
using Workflows.Domain.Gates;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Tests.Contract;

namespace Workflows.Engine.Tests.Gates;

/// <summary>What lies outside of a gate under test: the store that its content is in, the audit log, those who are told, and the run that goes on.</summary>
public sealed class GateWorld
{
    /// <summary>A run that asks at one gate and then goes on.</summary>
    public static OrchestratorDefinition<GateInput, GateOutcome> Run { get; } = new("run");

    private static readonly ActivityDefinition<GateOutcome, Unit> GoOn = new("GoOn");

    private readonly ConcurrentDictionary<string, AuditNote> _audit = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<AuditNote> _order = new();
    private volatile GateSubject? _content;

    /// <summary>What the store holds now; null for what was shown at first.</summary>
    public GateSubject? Content
    {
        get => _content;
        set => _content = value;
    }

    /// <summary>Called before each activity does its work, with the activity's name.</summary>
    public Func<string, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Every attempt to tell somebody, those that failed as well.</summary>
    public ConcurrentQueue<GateNotice> Attempts { get; } = new();

    /// <summary>Notices that were delivered.</summary>
    public ConcurrentQueue<GateNotice> Notices { get; } = new();

    /// <summary>How often the run went on after its gate.</summary>
    public ConcurrentQueue<GateOutcome> WentOn { get; } = new();

    /// <summary>Every call of the audit, repeated ones as well.</summary>
    public ConcurrentQueue<string> AuditCalls { get; } = new();

    /// <summary>What is on record, once for each key, in order.</summary>
    public IReadOnlyList<AuditNote> Audit => [.. _order];

    public bool ReceiverIsDown { get; set; }

    public void Register(TaskRegistry registry)
    {
        registry.AddOrchestrator(GateOrchestrator.Definition, () => new GateOrchestrator());
        registry.Orchestrator(Run.Name, async (OrchestrationContext context, GateInput input) =>
        {
            var outcome = await GateOrchestrator.AskAsync(context, input);
            await context.CallActivityAsync(GoOn, outcome);
            return outcome;
        });
        registry.AsyncActivity(GateActivities.ReadSubject.Name, async (ActivityContext call, GateSubject shown, CancellationToken stop) =>
        {
            await Before(call.ActivityName, stop);
            return Content ?? shown;
        });
        registry.AsyncActivity(AuditActivities.RecordAudit.Name, async (ActivityContext call, AuditNote note, CancellationToken stop) =>
        {
            await Before(call.ActivityName, stop);
            AuditCalls.Enqueue(note.Key);
            if (_audit.TryAdd(note.Key, note))
            {
                _order.Enqueue(note);
            }

            return Unit.Value;
        });
        registry.AsyncActivity(GateActivities.NotifyGate.Name, async (ActivityContext call, GateNotice notice, CancellationToken stop) =>
        {
            await Before(call.ActivityName, stop);
            Attempts.Enqueue(notice);
            if (ReceiverIsDown)
            {
                throw new IOException("The receiver is down.");
            }

            Notices.Enqueue(notice);
            return Unit.Value;
        });
        registry.AsyncActivity(GoOn.Name, async (ActivityContext call, GateOutcome outcome, CancellationToken stop) =>
        {
            await Before(call.ActivityName, stop);
            WentOn.Enqueue(outcome);
            return Unit.Value;
        });
    }
}
