using System.Text.Json;
using Workflows.Domain.Audit;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Serialization;

namespace Workflows.Domain.Gates;

/// <summary>Keeps the status of a gate, puts what happens on record, and tells people.</summary>
internal sealed class GateProgress
{
    private const int MostVoid = 10;
    private const int MostShown = 500;
    private const int MostInStatus = 200;

    // Some less than the narrowest host takes.
    private const int MostStatusCharacters = 8_000;

    private static readonly TaskOptions Patient = new(new RetryPolicy(6, TimeSpan.FromSeconds(2)) { BackoffCoefficient = 3 });

    private readonly OrchestrationContext _context;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly GateSubject _first;
    private int _notices;
    private int _records;

    public GateProgress(OrchestrationContext context, GateInput input)
    {
        _context = context;
        _first = input.Subject;
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

    public void Show() => _context.SetCustomStatus(Shown());

    /// <summary>Whether the decision is seen for the first time: a repeated delivery counts never, whatever has happened in between.</summary>
    public bool IsNew(GateDecision decision) => _seen.Add(decision.Id);

    public void Take(GateDecision decision) => Status = Status with
    {
        Taken = [.. Status.Taken, decision],
        State = GateRuling.Ends(Status, decision) ? GateState.Decided : GateState.Open,
    };

    public void Refuse(GateDecision decision, string reason) => Status = Status with
    {
        Void = [.. Status.Void.Append(Voided(decision, reason)).TakeLast(MostVoid)],
    };

    /// <summary>What is shown has changed: nobody has approved the new content yet, and who approved the old one is told so.</summary>
    public void Change(GateSubject now) => Status = Status with
    {
        Changed = [.. _first.Items.Zip(now.Items).Where(pair => pair.First.Artifact.Sha256 != pair.Second.Artifact.Sha256).Select(pair => pair.First.Label)],
        Subject = now,
        ContentHash = now.ContentHash,
        Taken = [],
        Void = [.. Status.Void.Concat(Status.Taken.Select(taken => Voided(taken, GateRuling.Stale))).TakeLast(MostVoid)],
    };

    /// <summary>From now, not from the deadline: after a host was down for long, those who are told must still have their time.</summary>
    public void Escalate(TimeSpan more) => Status = Status with
    {
        Escalated = true,
        DeadlineAt = new DateTimeOffset(_context.CurrentUtcDateTime, TimeSpan.Zero) + more,
    };

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

    // Long texts and many refusals must not fail the gate; whole texts are in the outcome.
    private GateStatus Shown()
    {
        var shown = Status with
        {
            Taken = [.. Status.Taken.Select(taken => taken with { Text = taken.Text is { } text ? Shortened(text, MostInStatus) : null, Roles = [] })],
        };
        while (shown.Void.Count > 1 && JsonSerializer.Serialize(shown, WorkflowJson.Default.GateStatus).Length > MostStatusCharacters)
        {
            shown = shown with { Void = [.. shown.Void.Skip(1)] };
        }

        return shown;
    }

    private static VoidDecision Voided(GateDecision decision, string reason) =>
        new(Shortened(decision.Id, GateDecision.MostName), Shortened(decision.By, GateDecision.MostName), Shortened(reason, MostShown));

    private static string Shortened(string text, int most = MostShown) => text.Length > most ? text[..most] + "…" : text;
}
