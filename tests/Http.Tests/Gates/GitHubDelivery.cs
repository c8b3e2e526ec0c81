using System.Text.Json.Nodes;
using Workflows.Http.Gates.Webhooks;

namespace Workflows.Http.Tests.Gates;

/// <summary>What GitHub sends.</summary>
internal static class GitHubDelivery
{
    public static JsonObject Comment(
        string text, string login = "octo", string association = "OWNER", string action = "created", string what = "comment", string on = "issue") => new()
        {
            ["action"] = action,
            [on] = new JsonObject { ["number"] = 7 },
            [what] = new JsonObject
            {
                ["id"] = Random.Shared.NextInt64(),
                ["user"] = new JsonObject { ["login"] = login, ["type"] = "User" },
                ["author_association"] = association,
                ["body"] = text,
                ["performed_via_github_app"] = null,
            },
            ["sender"] = new JsonObject { ["login"] = login },
        };

    public static HttpRequestMessage Request(string name, byte[] body, string? signature)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/webhooks/github") { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        request.Headers.TryAddWithoutValidation("X-GitHub-Event", name);
        request.Headers.TryAddWithoutValidation("X-GitHub-Delivery", Guid.NewGuid().ToString());
        request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", signature ?? WebhookSignature.Of(ApiFixture.Secrets.GitHub!, body));
        return request;
    }
}
