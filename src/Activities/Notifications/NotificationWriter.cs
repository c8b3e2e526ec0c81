using System.Text.Json;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Approvals;
using Workflows.Domain.Gates;

namespace Workflows.Activities.Notifications;

/// <summary>Writes what receivers get. Everything from documents and models is data in JSON, and nothing else.</summary>
internal sealed class NotificationWriter(NotificationOptions options, LinkRoot root, IGateLinks links, TimeProvider time, ILogger<NotificationWriter> logger)
{
    /// <summary>In whose name a link decides where nobody is named.</summary>
    public const string Anybody = "link";

    public byte[] Write(GateNotice notice)
    {
        var gate = notice.Gate;
        var isOpen = notice.Kind != GateNoticeKind.Ended && gate.State == GateState.Open;
        var body = new GateNotification
        {
            Delivery = NotificationText.Delivery(notice),
            Kind = Word(notice.Kind.ToString()),
            Run = gate.RunId,
            Workflow = gate.Workflow,
            Gate = notice.GateId,
            Name = gate.Name,
            Round = gate.Round,
            State = Word(gate.State.ToString()),
            Title = gate.Subject.Title,
            Summary = gate.Subject.Summary,
            Items = [.. gate.Subject.Items.Select(item => new NotifiedItem(item.Label, item.Artifact.Name, item.Artifact.Sha256, item.Artifact.Length))],
            ContentHash = gate.ContentHash,
            Changed = gate.Changed,
            Decisions = [.. gate.Rules.Decisions.Select(kind => kind.ToString())],
            Quorum = gate.Rules.Quorum,
            Approvals = gate.Taken.Count,
            OpenedAt = gate.OpenedAt,
            DeadlineAt = gate.DeadlineAt,
            Url = root.Current is { } address ? new Uri(address, "v1/gates/" + Uri.EscapeDataString(notice.GateId)) : null,
            Approvers = isOpen ? Approvers(notice) : [],
            Roles = gate.Rules.Roles,
            Commands = isOpen ? NotificationText.Commands(notice.GateId, gate) : [],
        };
        return JsonSerializer.SerializeToUtf8Bytes(body, NotificationJson.Default.GateNotification);
    }

    private IReadOnlyList<NotifiedApprover> Approvers(GateNotice notice)
    {
        var rules = notice.Gate.Rules;
        var named = rules.Users.Concat(notice.Gate.Escalated ? rules.EscalateTo : [])
            .Where(name => rules.RequesterMayDecide || !name.Equals(rules.Requester, StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.OrdinalIgnoreCase);
        // A role has members whom only the channels with logins know: no link can be made in its name.
        var names = rules.Users.Count == 0 && rules.Roles.Count == 0 ? [Anybody] : named.ToList();
        try
        {
            return [.. names.Select(name => new NotifiedApprover(name, Link(notice, name)))];
        }
        catch (LinkKeyException failure)
        {
            NotificationLog.WithoutLinks(logger, NotificationText.Delivery(notice), failure.Message);
            return [.. names.Select(name => new NotifiedApprover(name, null))];
        }
    }

    private Uri? Link(GateNotice notice, string name) => root.Current is null
        ? null
        : root.Page(links.Sign(GateLinkTerms.For(notice.GateId, notice.Gate, name, time.GetUtcNow() + options.LinkLifetime)));

    private static string Word(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
