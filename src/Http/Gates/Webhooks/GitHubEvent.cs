using System.Text.Json;

namespace Workflows.Http.Gates.Webhooks;

/// <summary>What a comment or a review on GitHub says, and who says it.</summary>
/// <param name="Id">The same for every delivery of it, and part of what is signed.</param>
/// <param name="Login">Who wrote it.</param>
/// <param name="Association">What that one is to the repository: OWNER, MEMBER, COLLABORATOR, CONTRIBUTOR, NONE …</param>
/// <param name="Body">The text.</param>
/// <param name="ReviewState">approved, changes_requested, commented …; null for a comment.</param>
internal sealed record GitHubEvent(string Id, string Login, string Association, string? Body, string? ReviewState)
{
    /// <summary>The event, or why it is none that could decide.</summary>
    public static (GitHubEvent? Event, string? Reason) Read(string? name, ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return (name, Text(root, "action")) switch
            {
                ("issue_comment", "created") => Read(root, "comment", "issue"),
                ("pull_request_review", "submitted") => Read(root, "review", "pull_request"),
                ("issue_comment" or "pull_request_review", var action) => (null, $"The action '{Shown(action)}' decides nothing: a decision stands in a new comment or review, and what is edited or deleted later changes none."),
                _ => (null, $"The event '{Shown(name)}' decides nothing; issue_comment and pull_request_review do."),
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter is a text that is no text: half of a surrogate pair.
            return (null, "The body is not JSON.");
        }
    }

    private static (GitHubEvent? Event, string? Reason) Read(JsonElement root, string what, string on)
    {
        if (Member(root, on) is null || Member(root, what) is not { } written || Member(written, "user") is not { } user
            || Text(user, "login") is not { Length: > 0 } login || Number(written, "id") is not { } id)
        {
            return (null, $"The body has no {what} with an id and a user, on a(n) {on}.");
        }

        // A comment is sent by whoever wrote it; anything else was made in somebody's name.
        if (!string.Equals(Text(user, "type"), "User", StringComparison.Ordinal) || Member(written, "performed_via_github_app") is not null
            || Member(root, "sender") is not { } sender || Text(sender, "login") != login)
        {
            return (null, "Bots and apps decide nothing.");
        }

        var state = what == "review" ? (Text(written, "state") ?? "").ToLowerInvariant() : null;
        return (new GitHubEvent($"github-{what}-{id}", login, Text(written, "author_association") ?? "NONE", Text(written, "body"), state), null);
    }

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Object ? member : null;

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    private static long? Number(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out var number) ? number : null;

    private static string Shown(string? text) => text is { Length: > 50 } ? text[..50] + "…" : text ?? "";
}
