using Workflows.Domain.Gates;

namespace Workflows.Http.Gates.Pages;

/// <summary>
/// Serves signed links. Whoever holds the token may decide in the name that it was made for, so it takes the place of login and of a
/// token against forged requests: a page that does not know it cannot post to it. Showing never decides.
/// </summary>
internal sealed class GatePageHandler(IGateLinks links, GateReader gates, GateDesk desk, ShownItems shown, HttpApiOptions options, TimeProvider time)
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Changed = "The content has changed";

    private static readonly DeskAnswer NotThere = new(DeskVerdict.Over, "The gate of this link is no longer there. Its run was deleted, so there is nothing to decide.");

    // A page cannot hold a new artifact.
    private static readonly GateDecisionKind[] ByPage = [.. Enum.GetValues<GateDecisionKind>().Where(kind => kind != GateDecisionKind.EditArtifact)];

    public async Task<ApiResponse> ShowAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var reading = links.Read(request.Route["token"]);
        if (reading.Link is not { } link)
        {
            return Refused(reading);
        }

        var gate = await gates.FindAsync(link.GateId, cancellationToken);
        if (gate?.Status is not { } status)
        {
            return Answer(NotThere);
        }

        var kinds = ByPage.Where(kind => link.Decisions.Contains(kind) && status.Rules.Decisions.Contains(kind)).ToList();
        if (kinds.Count == 0)
        {
            return GatePage.Say(403, "Not allowed", "This link allows no decision that its gate takes.");
        }

        // Asked with a text, so that only what the person cannot mend refuses the page.
        var trial = new GateDecision("", kinds[0], link.Approver, "link", link.ContentHash, time.GetUtcNow()) { Text = status.Rules.Steps is [var step, ..] ? step : "1" };
        if (DeskRuling.On(gate, trial) is { } refusal)
        {
            return Answer(refusal);
        }

        return await shown.ReadAsync(status.Subject, cancellationToken) is { } items
            ? GatePage.Question(status, link, kinds, items)
            : Answer(new DeskAnswer(DeskVerdict.Void, "What is to be decided on has changed since this link was made."));
    }

    public async Task<ApiResponse> DecideAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var reading = links.Read(request.Route["token"]);
        if (reading.Link is not { } link)
        {
            return Refused(reading);
        }

        if (request.MediaType != Form)
        {
            return GatePage.Say(415, "Not understood", $"A decision is sent by the form of this page, as {Form}. Nothing was decided.");
        }

        var body = await BoundedBody.ReadAsync(request, GateForm.MaxBytes, "The form", options, time, cancellationToken);
        if (body.Refusal is { } refusal)
        {
            return GatePage.Say(refusal.Status, "Not taken", $"The text is too long, or came too slowly: at most {GateDecision.MostText} characters. Nothing was decided.");
        }

        if (GateForm.Read(body.Bytes.Span) is not { } form)
        {
            return GatePage.Say(400, "Not understood", "The form holds not exactly one decision. Open the link again and use its buttons. Nothing was decided.");
        }

        if (!link.Decisions.Contains(form.Kind))
        {
            return GatePage.Say(403, "Not allowed", $"This link does not allow '{form.Kind}'. Nothing was decided.");
        }

        var draft = new DecisionDraft(form.Kind, link.Approver, "link", link.ContentHash) { Text = form.Text };
        return Answer(await desk.DecideAsync(link.GateId, draft, cancellationToken));
    }

    private static ApiResponse Refused(GateLinkReading reading) =>
        GatePage.Say(reading.HasExpired ? 410 : 403, reading.HasExpired ? "This link has expired" : "This link is not valid", reading.Problem!);

    private static ApiResponse Answer(DeskAnswer answer) => answer.Verdict switch
    {
        DeskVerdict.Taken or DeskVerdict.Repeated => GatePage.Say(200, "Your decision was taken", answer.Detail),
        DeskVerdict.Accepted => GatePage.Say(202, "Your decision is on its way", "It is stored, and the gate has not looked at it yet. Open the link again in a moment to see what became of it."),
        DeskVerdict.AlreadyDecided => GatePage.Say(409, "Already decided", answer.Detail),
        DeskVerdict.Void => GatePage.Say(409, Changed,
            $"{answer.Detail}\nThis link is bound to what it was made for and cannot show the new content. Whoever may decide gets a new link when the gate tells of the change; otherwise ask for one."),
        DeskVerdict.NotAllowed => GatePage.Say(403, "Not allowed", answer.Detail),
        DeskVerdict.Over => GatePage.Say(410, "This gate is over", answer.Detail),
        DeskVerdict.Unknown => Answer(NotThere),
        _ => GatePage.Say(422, "Not taken", $"{answer.Detail}\nOpen the link again and decide anew. Nothing was decided."),
    };
}
