using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Workflows.Domain.Gates;
using Workflows.Http.Gates;
using Workflows.Http.Gates.Webhooks;

namespace Workflows.Http.Tests.Gates;

public sealed class GateWebhookTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Url = "/v1/webhooks/gates";

    [Fact]
    public async Task A_signed_decision_is_taken()
    {
        var gate = await OpenGate.OpenAsync(api);

        using var answer = await SendAsync(Body(gate, "request-changes", "more tests"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var taken = Assert.Single((await gate.StatusAsync()).Taken);
        Assert.Equal((GateDecisionKind.RequestChanges, "ada", "webhook", "more tests"), (taken.Kind, taken.By, taken.Channel, taken.Text));
    }

    [Fact]
    public async Task A_repeated_delivery_gets_the_first_answer_and_does_nothing()
    {
        var gate = await OpenGate.OpenAsync(api, new GateRules { Quorum = 2 });
        var body = Body(gate, "Approve");
        var at = Now();

        using var first = await SendAsync(body, delivery: "d-1", at: at);
        using var same = await SendAsync(body, delivery: "d-1", at: at);
        using var resigned = await SendAsync(body, delivery: "d-1", at: at + 1);
        using var renamed = await SendAsync(body, delivery: "d-2", at: at);

        var text = await first.Content.ReadAsStringAsync();
        foreach (var repeated in new[] { same, resigned, renamed })
        {
            Assert.Equal(text, await repeated.Content.ReadAsStringAsync());
            Assert.Equal("true", Assert.Single(repeated.Headers.GetValues("X-Workflows-Repeated")));
        }

        Assert.Single((await gate.StatusAsync()).Taken);
        Assert.Empty((await gate.StatusAsync()).Void);
    }

    [Fact]
    public async Task After_a_restart_the_gate_itself_knows_a_repeated_decision_whatever_delivery_it_comes_with()
    {
        var gate = await OpenGate.OpenAsync(api, new GateRules { Quorum = 2 });
        var body = Encoding.UTF8.GetBytes(Body(gate, "Approve"));
        var request = Signed(body, Now());
        using var first = await api.Client.SendAsync(request);
        first.EnsureSuccessStatusCode();

        // Another object remembers nothing, as another process would.
        var desk = new GateDesk(api.Engine, new GateReader(api.Engine), ApiFixture.Options, new HostDescription("", "", "", CancellationToken.None), api.Clock);
        var handler = new GateWebhookHandler(new GateChannels(api.Links, ApiFixture.Secrets), desk, ApiFixture.Options, api.Clock);
        var answer = await handler.HandleAsync(
            new ApiRequest
            {
                Method = "POST",
                BaseUrl = new Uri("http://localhost/"),
                Headers = request.Headers.Concat(request.Content!.Headers).ToDictionary(
                    header => header.Key, header => new Microsoft.Extensions.Primitives.StringValues(header.Key == "X-Workflows-Delivery" ? "another" : header.Value.First()), StringComparer.OrdinalIgnoreCase),
                Body = new MemoryStream(body),
            },
            CancellationToken.None);

        Assert.Equal(200, answer.Status);
        Assert.Contains("\"repeated\"", Encoding.UTF8.GetString(answer.Body.Span), StringComparison.Ordinal);
        Assert.Single((await gate.StatusAsync()).Taken);
    }

    [Fact]
    public async Task A_delivery_that_found_no_gate_may_come_again()
    {
        var body = """{"gateId":"not-yet","decision":"Approve","contentHash":"x","by":"ada"}""";
        var at = Now();

        await ApiFixture.ProblemAsync(await SendAsync(body, delivery: "early", at: at), 404, "not-yet");
        using var again = await SendAsync(body, delivery: "early", at: at);

        await ApiFixture.ProblemAsync(again, 404, "not-yet");
        Assert.False(again.Headers.Contains("X-Workflows-Repeated"));
    }

    [Theory]
    [InlineData(-301)]
    [InlineData(301)]
    [InlineData(long.MaxValue)]
    public async Task A_delivery_from_another_time_is_refused(long off)
    {
        var gate = await OpenGate.OpenAsync(api);

        using var answer = await SendAsync(Body(gate, "Approve"), at: off == long.MaxValue ? off : Now() + off + Math.Sign(off) * 30);

        await ApiFixture.ProblemAsync(answer, 401, "5 minutes");
        await gate.AssertUndecidedAsync();
    }

    [Fact]
    public async Task A_forged_delivery_is_refused_wherever_it_is_forged()
    {
        var gate = await OpenGate.OpenAsync(api);
        var body = Encoding.UTF8.GetBytes(Body(gate, "Approve"));
        var at = Now();
        var good = WebhookSignature.Of(ApiFixture.Secrets.Gates!, Encoding.UTF8.GetBytes($"{at}."), body);

        string?[] signatures =
        [
            null, "", "sha256=", good[7..], "sha1=" + good[7..], good + "0", good[..^1], "sha256=" + new string('0', 64), " " + good.ToUpperInvariant(),
            WebhookSignature.Of("another", Encoding.UTF8.GetBytes($"{at}."), body), WebhookSignature.Of("", Encoding.UTF8.GetBytes($"{at}."), body),
            WebhookSignature.Of(ApiFixture.Secrets.Gates!, body), WebhookSignature.Of(ApiFixture.Secrets.Gates!, Encoding.UTF8.GetBytes($"{at + 1}."), body),
            WebhookSignature.Of(ApiFixture.Secrets.GitHub!, Encoding.UTF8.GetBytes($"{at}."), body),
            .. Enumerable.Range(7, 64).Select(i => good[..i] + (good[i] == '0' ? '1' : '0') + good[(i + 1)..]),
        ];
        foreach (var signature in signatures)
        {
            using var answer = await api.Client.SendAsync(Signed(body, at, signature: signature ?? ""));
            await ApiFixture.ProblemAsync(answer, 401, "signature");
        }

        for (var i = 0; i < body.Length; i++)
        {
            var altered = body.ToArray();
            altered[i] ^= 1;
            using var answer = await api.Client.SendAsync(Signed(altered, at, signature: good));
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        await gate.AssertUndecidedAsync();
    }

    [Theory]
    [InlineData("text/plain", "d", null, 415)]
    [InlineData("application/json", "", null, 400)]
    [InlineData("application/json", "a b", null, 400)]
    [InlineData("application/json", "e-1", "[]", 400)]
    [InlineData("application/json", "e-2", "{\"gateId\":\"\\ud800\"}", 400)]
    [InlineData("application/json", "e-3", "{}", 422)]
    [InlineData("application/json", "e-4", "{\"decision\":\"Approve\",\"gateId\":\"g\",\"by\":\"ada\"}", 422)]
    public async Task Who_may_sign_must_still_send_a_decision(string type, string delivery, string? body, int status)
    {
        var gate = await OpenGate.OpenAsync(api);

        using var answer = await api.Client.SendAsync(Signed(Encoding.UTF8.GetBytes(body ?? Body(gate, "Approve")), Now(), delivery, type: type));

        await ApiFixture.ProblemAsync(answer, status);
        await gate.AssertUndecidedAsync();
    }

    [Fact]
    public async Task A_huge_body_is_refused_unread()
    {
        using var answer = await SendAsync(new string('x', 70_000));
        await ApiFixture.ProblemAsync(answer, 413);
    }

    [Fact]
    public async Task Without_a_secret_nothing_is_taken_and_the_setting_is_named()
    {
        var channels = new GateChannels(api.Links, new WebhookSecrets(null, null));
        var request = new ApiRequest { Method = "POST", BaseUrl = new Uri("http://localhost/") };

        var gates = await new GateWebhookHandler(channels, null!, ApiFixture.Options, api.Clock).HandleAsync(request, CancellationToken.None);
        var gitHub = await new GitHubHandler(channels, null!, null!, ApiFixture.Options, api.Clock).HandleAsync(request, CancellationToken.None);

        Assert.Equal((503, 503), (gates.Status, gitHub.Status));
        Assert.Contains("Webhooks:Secret", Encoding.UTF8.GetString(gates.Body.Span), StringComparison.Ordinal);
        Assert.Contains("GITHUB_WEBHOOK_SECRET", Encoding.UTF8.GetString(gitHub.Body.Span), StringComparison.Ordinal);
        Assert.DoesNotContain("the-secret", ApiFixture.Secrets.ToString(), StringComparison.Ordinal);
    }

    private static string Body(OpenGate gate, string decision, string? text = null) =>
        JsonSerializer.Serialize(new { gateId = gate.Id, decision, contentHash = gate.Hash, by = "ada", text });

    private static HttpRequestMessage Signed(byte[] body, long at, string? delivery = null, string? signature = null, string type = "application/json")
    {
        var timestamp = at.ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.TryAddWithoutValidation("X-Workflows-Timestamp", timestamp);
        request.Headers.TryAddWithoutValidation("X-Workflows-Delivery", delivery ?? Guid.NewGuid().ToString());
        request.Headers.TryAddWithoutValidation(
            "X-Workflows-Signature", signature ?? WebhookSignature.Of(ApiFixture.Secrets.Gates!, Encoding.UTF8.GetBytes(timestamp + "."), body));
        return request;
    }

    private long Now() => api.Clock.GetUtcNow().ToUnixTimeSeconds();

    private Task<HttpResponseMessage> SendAsync(string body, string? delivery = null, long? at = null) =>
        api.Client.SendAsync(Signed(Encoding.UTF8.GetBytes(body), at ?? Now(), delivery));
}
