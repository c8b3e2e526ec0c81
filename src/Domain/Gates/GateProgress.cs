using Workflows.Domain.Audit;
using Workflows.Domain.Orchestration;

namespace Workflows.Domain.Gates;

/// <summary>Keeps the status of a gate, puts what happens on record, and tells people.</summary>
internal sealed class GateProgress
{
    private const int MostVoid = 10;
    private const int MostShown = 500;

    private static readonly TaskOptions Patient = new(new RetryPolicy(6, TimeSpan.FromSeconds(2)) { BackoffCoefficient = 3 });

    private readonly OrchestrationContext _context;
    private int _notices;
    private int _records;

    public GateProgress(OrchestrationContext context, GateInput input)
    {
        _context = context;
        var openedAt = new DateTimeOffset(context.CurrentUtcDateTime, TimeSpan.Zero);
        Status = new GateStatus
        {
            RunId = input.RunId,
            Workflow = input.Workflow,
            Name = input.Name,
            Round = input.Round,
            State = GateState.Open,
            Subject = input.Subject,
            ContentHash = input.Subject.ContentHash,
            Rules = input.Rules,
            OpenedAt = openedAt,
            DeadlineAt = openedAt + input.Rules.Deadline,
        };
    }

    public GateStatus Status { get; private set; }

    public void Show() => _context.SetCustomStatus(Status);

    public void Take(GateDecision decision) => Status = Status with
    {
        Taken = [.. Status.Taken, decision],
        State = GateRuling.Ends(Status, decision) ? GateState.Decided : GateState.Open,
    };

    public void Refuse(GateDecision decision, string reason) => Status = Status with
    {
        Void = [.. Status.Void.Append(new VoidDecision(decision.Id, decision.By, reason)).TakeLast(MostVoid)],
    };

    /// <summary>What is shown has changed: nobody has approved the new content yet.</summary>
    public void Change(GateSubject now) => Status = Status with
    {
        Changed = [.. Status.Subject.Items.Zip(now.Items).Where(pair => pair.First.Artifact.Sha256 != pair.Second.Artifact.Sha256).Select(pair => pair.First.Label)],
        Subject = now,
        ContentHash = now.ContentHash,
        Taken = [],
    };

    public void Escalate(TimeSpan more) => Status = Status with { Escalated = true, DeadlineAt = Status.DeadlineAt + more };

    public void Expire() => Status = Status with { State = GateState.Expired };

    public void WaitOn() => Status = Status with { DeadlineAt = null };

    public Task RecordAsync(string kind, GateDecision? decision = null, string? reason = null)
    {
        var data = new Dictionary<string, string>
        {
            ["gate"] = _context.InstanceId,
            ["name"] = Status.Name,
            ["contentHash"] = Status.ContentHash,
        };
        if (decision is not null)
        {
            data["decision"] = decision.Kind.ToString();
            data["by"] = Shortened(decision.By);
            data["channel"] = Shortened(decision.Channel);
            data["at"] = decision.At.ToString("O");
            data["shownHash"] = Shortened(decision.ContentHash);
            if (decision.Text is { } text)
            {
                data["text"] = Shortened(text);
            }
        }

        if (reason is not null)
        {
            data["reason"] = reason;
        }

        // With the time: a restarted run asks at a gate of the same id, and what is decided there is something else.
        return _context.CallActivityAsync(
            AuditActivities.RecordAudit, new AuditNote($"{_context.InstanceId}/{Status.OpenedAt.UtcTicks}/{++_records}", Status.RunId, kind, data), Patient);
    }

    /// <summary>Tells people. Nobody waits for it, and a receiver that is down holds up no decision.</summary>
    public async Task NotifyAsync(GateNoticeKind kind)
    {
        try
        {
            await _context.CallActivityAsync(
                GateActivities.NotifyGate, new GateNotice(_context.InstanceId, kind, ++_notices, Status), Patient);
        }
        catch (TaskFailedException failed)
        {
            _context.Logger.Log(LogSeverity.Warning, "Notice {Kind} of gate {Gate} was not delivered: {Reason}", kind, _context.InstanceId, failed.FailureDetails.ErrorMessage);
        }
    }

    public async Task<GateSubject> ReadSubjectAsync() => await _context.CallActivityAsync(GateActivities.ReadSubject, Status.Subject, Patient);

    private static string Shortened(string text) => text.Length > MostShown ? text[..MostShown] + "…" : text;
}
