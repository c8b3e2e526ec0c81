using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Domain.Gates;
using Workflows.Http.Gates.Webhooks;

namespace Workflows.Http.Tests.Gates;

public sealed class GitHubWebhookTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_comment_of_a_collaborator_decides_in_their_name()
    {
        var gate = await OpenGate.OpenAsync(api, new GateRules { Roles = ["github:collaborator"] });

        using var answer = await SendAsync("issue_comment", GitHubDelivery.Comment($"/changes {gate.Hash[..12]} more tests\nand faster", "octo", "COLLABORATOR"));

        Assert.Equal("taken", await ResultAsync(answer));
        var taken = Assert.Single((await gate.StatusAsync()).Taken);
        Assert.Equal((GateDecisionKind.RequestChanges, "octo", "github", "more tests\nand faster"), (taken.Kind, taken.By, taken.Channel, taken.Text));
    }

    [Theory]
    [InlineData("approved", "/approve", "taken")]
    [InlineData("changes_requested", "/changes", "taken")]
    [InlineData("approved", "/reject", "ignored")]
    [InlineData("approved", "/changes", "ignored")]
    [InlineData("changes_requested", "/approve", "ignored")]
    [InlineData("commented", "/approve", "ignored")]
    [InlineData("dismissed", "/approve", "ignored")]
    public async Task A_review_decides_when_its_button_and_its_text_agree(string state, string verb, string result)
    {
        var gate = await OpenGate.OpenAsync(api);
        var body = GitHubDelivery.Comment($"{verb} {gate.Hash} text", what: "review", on: "pull_request", action: "submitted");
        body["review"]!["state"] = state;

        using var answer = await SendAsync("pull_request_review", body);

        Assert.Equal(result, await ResultAsync(answer));
        Assert.Equal(result == "taken" ? 1 : 0, (await gate.StatusAsync()).Taken.Count);
    }

    [Fact]
    public async Task A_captured_delivery_cannot_be_played_again_under_other_headers()
    {
        var gate = await OpenGate.OpenAsync(api, new GateRules { Quorum = 2 });
        var comment = GitHubDelivery.Comment($"/approve {gate.Hash}");
        using var first = await SendAsync("issue_comment", comment);
        Assert.Equal("taken", await ResultAsync(first));

        using var again = await SendAsync("issue_comment", comment);
        using var otherEvent = await SendAsync("pull_request_review", comment);
        // The same comment in another delivery of GitHub's own: a redelivery whose other members differ.
        comment["something"] = "else";
        using var redelivered = await SendAsync("issue_comment", comment);

        Assert.Equal("true", Assert.Single(again.Headers.GetValues("X-Workflows-Repeated")));
        Assert.Equal("true", Assert.Single(otherEvent.Headers.GetValues("X-Workflows-Repeated")));
        Assert.Equal("repeated", await ResultAsync(redelivered));
        var status = await gate.StatusAsync();
        Assert.Equal((1, 0), (status.Taken.Count, status.Void.Count));
    }

    [Theory]
    [InlineData("issue_comment", "edited", "User", null)]
    [InlineData("issue_comment", "deleted", "User", null)]
    [InlineData("issue_comment", "submitted", "User", null)]
    [InlineData("issue_comment", "created", "Bot", null)]
    [InlineData("issue_comment", "created", "Organization", null)]
    [InlineData("issue_comment", "created", "User", "somebody-else")]
    [InlineData("pull_request_review", "created", "User", null)]
    [InlineData("commit_comment", "created", "User", null)]
    [InlineData("push", "created", "User", null)]
    [InlineData("ping", "created", "User", null)]
    [InlineData("", "created", "User", null)]
    public async Task What_is_no_new_comment_of_a_person_is_ignored_with_a_reason(string name, string action, string type, string? sender)
    {
        var gate = await OpenGate.OpenAsync(api);
        var body = GitHubDelivery.Comment($"/approve {gate.Hash}", action: action);
        body["comment"]!["user"]!["type"] = type;
        body["sender"]!["login"] = sender ?? "octo";

        using var answer = await SendAsync(name, body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("ignored", await ResultAsync(answer));
        await gate.AssertUndecidedAsync();
    }

    [Theory]
    [InlineData("NONE")]
    [InlineData("CONTRIBUTOR")]
    [InlineData("FIRST_TIME_CONTRIBUTOR")]
    [InlineData("owner")]
    public async Task A_stranger_decides_nothing_unless_the_gate_names_them(string association)
    {
        var open = await OpenGate.OpenAsync(api);
        var named = await OpenGate.OpenAsync(api, new GateRules { Users = ["Octo"] });

        using var refused = await SendAsync("issue_comment", GitHubDelivery.Comment($"/approve {open.Hash}", association: association));
        using var taken = await SendAsync("issue_comment", GitHubDelivery.Comment($"/approve {named.Hash}", association: association));

        await ApiFixture.ProblemAsync(refused, 403, "does not belong");
        Assert.Equal("taken", await ResultAsync(taken));
        await open.AssertUndecidedAsync();
    }

    [Fact]
    public async Task A_comment_that_fits_no_gate_or_two_hits_none()
    {
        var gate = await OpenGate.OpenAsync(api);
        // The same question asked by two gates has the same hash.
        var subject = new GateSubject("The same", "question", []);
        foreach (var id in new[] { "twin-1", "twin-2" })
        {
            await api.Engine.ScheduleNewInstanceAsync(
                GateOrchestrator.Definition, new GateInput(id, "x", "y", 1, subject, new GateRules()), new() { InstanceId = id });
            while ((await api.Engine.GetInstanceAsync(id))?.CustomStatus is null)
            {
                await api.Engine.WaitForChangeAsync(id, (await api.Engine.GetInstanceAsync(id))?.LastUpdatedAt);
            }
        }

        using var none = await SendAsync("issue_comment", GitHubDelivery.Comment($"/approve {new string('0', 64)}"));
        using var two = await SendAsync("issue_comment", GitHubDelivery.Comment($"/approve {subject.ContentHash}"));
        using var withoutHash = await SendAsync("issue_comment", GitHubDelivery.Comment("/reject"));

        Assert.Equal("ignored", await ResultAsync(none));
        Assert.Equal("ignored", await ResultAsync(two));
        Assert.Equal("ignored", await ResultAsync(withoutHash));
        Assert.Contains("More than one", await two.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await gate.AssertUndecidedAsync();
    }

    [Fact]
    public async Task A_forged_delivery_is_refused()
    {
        var gate = await OpenGate.OpenAsync(api);
        var body = Encoding.UTF8.GetBytes(GitHubDelivery.Comment($"/approve {gate.Hash}").ToJsonString());
        string[] signatures = ["", "sha256=", WebhookSignature.Of("another", body), WebhookSignature.Of(ApiFixture.Secrets.Gates!, body), WebhookSignature.Of(ApiFixture.Secrets.GitHub!, body)[7..]];
        foreach (var signature in signatures)
        {
            using var answer = await api.Client.SendAsync(GitHubDelivery.Request("issue_comment", body, signature));
            await ApiFixture.ProblemAsync(answer, 401, "signature");
        }

        for (var i = 0; i < body.Length; i += 7)
        {
            var altered = body.ToArray();
            altered[i] ^= 1;
            using var answer = await api.Client.SendAsync(GitHubDelivery.Request("issue_comment", altered, WebhookSignature.Of(ApiFixture.Secrets.GitHub!, body)));
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        using var form = GitHubDelivery.Request("issue_comment", body, null);
        form.Content!.Headers.Remove("Content-Type");
        form.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded");
        await ApiFixture.ProblemAsync(await api.Client.SendAsync(form), 415, "application/json");
        using var huge = GitHubDelivery.Request("issue_comment", new byte[1024 * 1024 + 1], null);
        await ApiFixture.ProblemAsync(await api.Client.SendAsync(huge), 413);
        await gate.AssertUndecidedAsync();
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"action\":\"created\",\"issue\":1,\"comment\":[]}")]
    [InlineData("{\"action\":\"created\",\"issue\":{},\"comment\":{\"id\":1,\"user\":{\"login\":\"\\ud800\"}}}")]
    public async Task A_body_of_another_shape_is_ignored(string body)
    {
        using var answer = await api.Client.SendAsync(GitHubDelivery.Request("issue_comment", Encoding.UTF8.GetBytes(body), null));
        Assert.Equal("ignored", await ResultAsync(answer));
    }

    private static async Task<string?> ResultAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).TryGetProperty("result", out var result) ? result.GetString() : null;

    private Task<HttpResponseMessage> SendAsync(string name, JsonObject body) =>
        api.Client.SendAsync(GitHubDelivery.Request(name, Encoding.UTF8.GetBytes(body.ToJsonString()), null));
}
