using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Workflows.Domain.Gates;

namespace Workflows.Http.Gates.Pages;

/// <summary>
/// The page of a signed link: plain HTML without scripts, which a phone shows and any proxy may see. Its address is a secret, so nothing
/// stores it, refers from it, indexes it or frames it.
/// </summary>
internal static class GatePage
{
    private const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1b1b1b;background:#f6f6f4}main{max-width:50rem;margin:0 auto;padding:1rem}" +
        "h1{font-size:1.4rem;margin:.2rem 0;overflow-wrap:anywhere}p{overflow-wrap:anywhere}.lines{white-space:pre-wrap}.small{color:#555;font-size:.85rem}" +
        "pre{background:#fff;border:1px solid #ccc;padding:.6rem;overflow:auto;max-height:60vh;font-size:.8rem}summary{cursor:pointer;padding:.4rem 0;font-weight:600}" +
        "textarea{box-sizing:border-box;width:100%;font:inherit;padding:.5rem}button{font:inherit;padding:.8rem 1.2rem;margin:.5rem .5rem 0 0;min-height:3rem}";

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>What is to be decided on, with the buttons of the link.</summary>
    public static ApiResponse Question(GateStatus gate, GateLink link, IReadOnlyList<GateDecisionKind> kinds, IReadOnlyList<ShownItem> items)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<p class=\"small\">{HtmlText.Encode(gate.Name)}, round {gate.Round}, of run {HtmlText.Encode(gate.RunId)}</p>");
        page.Append(CultureInfo.InvariantCulture, $"<h1>{HtmlText.Encode(gate.Subject.Title)}</h1><p class=\"lines\">{HtmlText.Encode(gate.Subject.Summary)}</p>");
        page.Append(CultureInfo.InvariantCulture, $"<p class=\"small\">You decide as <b>{HtmlText.Encode(link.Approver)}</b>. This link is valid until {link.ExpiresAt:u}");
        page.Append(gate.DeadlineAt is { } deadline ? string.Create(CultureInfo.InvariantCulture, $"; the gate is open until {deadline:u}.") : ".");
        page.Append(gate.Rules.Quorum > 1 ? string.Create(CultureInfo.InvariantCulture, $" {gate.Taken.Count} of {gate.Rules.Quorum} approvals are there.</p>") : "</p>");
        if (gate.Changed.Count > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>Changed since it was first shown: {HtmlText.Encode(string.Join(", ", gate.Changed))}.</p>");
        }

        foreach (var item in items)
        {
            page.Append(CultureInfo.InvariantCulture, $"<details open><summary>{HtmlText.Encode(item.Label)} <span class=\"small\">{HtmlText.Encode(item.Name)}</span></summary>");
            page.Append(item.Text.Length > 0 ? $"<pre dir=\"ltr\">{HtmlText.Encode(item.Text)}</pre>" : "");
            page.Append(item.Note is { } note ? $"<p class=\"small\">{HtmlText.Encode(note)}</p></details>" : "</details>");
        }

        if (gate.Subject.Items.Count > items.Count)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>{gate.Subject.Items.Count - items.Count} more are not shown here; they are in the run.</p>");
        }

        AppendForm(page, gate, kinds);
        page.Append(CultureInfo.InvariantCulture, $"<p class=\"small\">Your decision counts for exactly this content: {gate.ContentHash[..16]}.</p>");
        return Page(200, gate.Subject.Title, page.ToString());
    }

    /// <summary>One sentence, for whatever is not a question: all of them look alike.</summary>
    public static ApiResponse Say(int status, string title, string sentence) =>
        Page(status, title, $"<h1>{HtmlText.Encode(title)}</h1><p class=\"lines\">{HtmlText.Encode(sentence)}</p>");

    private static void AppendForm(StringBuilder page, GateStatus gate, IReadOnlyList<GateDecisionKind> kinds)
    {
        page.Append("<form method=\"post\" accept-charset=\"utf-8\"><p><label for=\"text\">Text, where you have one: a change, an answer, an amount");
        page.Append(kinds.Contains(GateDecisionKind.SendBack) ? $", or the step to go back to ({HtmlText.Encode(string.Join(", ", gate.Rules.Steps))})" : "");
        page.Append(CultureInfo.InvariantCulture, $"</label></p><textarea id=\"text\" name=\"text\" rows=\"4\" maxlength=\"{GateDecision.MostText}\"></textarea><p>");
        foreach (var kind in kinds)
        {
            page.Append(CultureInfo.InvariantCulture, $"<button name=\"decision\" value=\"{kind}\">{Words(kind)}</button>");
        }

        page.Append("</p></form>");
    }

    private static string Words(GateDecisionKind kind) => kind switch
    {
        GateDecisionKind.RequestChanges => "Request changes",
        GateDecisionKind.RaiseBudget => "Raise the budget",
        GateDecisionKind.SendBack => "Send back",
        _ => kind.ToString(),
    };

    private static ApiResponse Page(int status, string title, string body) => ApiResponse.Text(
            status, "text/html; charset=utf-8",
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">" +
            $"<title>{HtmlText.Encode(title)}</title><style>{Style}</style></head><body><main>{body}</main></body></html>\n")
        .With("Content-Security-Policy", Policy)
        .With("X-Content-Type-Options", "nosniff")
        .With("X-Frame-Options", "DENY")
        .With("Cache-Control", "no-store")
        .With("Referrer-Policy", "no-referrer")
        .With("X-Robots-Tag", "noindex, nofollow, noarchive");
}
