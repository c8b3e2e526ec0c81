using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Workflows.Http.Contracts;

namespace Workflows.Http.Gates.Webhooks;

/// <summary>
/// Takes decisions of other systems: HMAC-SHA256 over <c>{timestamp}.{body}</c>, at most five minutes old. The decision's id comes from
/// the signature, because a delivery's id is not signed: the same signed decision counts once, whatever header it comes with, also after
/// a restart, when the deliveries themselves are forgotten.
/// </summary>
internal sealed class GateWebhookHandler(GateChannels channels, GateDesk desk, HttpApiOptions options, TimeProvider time)
{
    private const int MaxBody = 64 * 1024;
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        if (channels.Secrets.Gates is not { } secret)
        {
            return Deliveries.NotConfigured(WebhookSecrets.GatesSetting);
        }

        var body = await BoundedBody.ReadAsync(request, MaxBody, "The body of the webhook", options, time, cancellationToken);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var timestamp = request.Header("X-Workflows-Timestamp") ?? "";
        var signature = request.Header("X-Workflows-Signature");
        if (!WebhookSignature.IsGood(signature, secret, Encoding.UTF8.GetBytes(timestamp + "."), body.Bytes))
        {
            return Deliveries.BadSignature("X-Workflows-Signature: sha256=<HMAC-SHA256 of timestamp.body with the secret, in hex>, and X-Workflows-Timestamp with Unix seconds");
        }

        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - (decimal)seconds) > (decimal)Tolerance.TotalSeconds)
        {
            return ApiResponse.Problem(401, "Late delivery", $"X-Workflows-Timestamp is not within {Tolerance.TotalMinutes:0} minutes of this host's time. Sign anew when you send, and look at the clocks.");
        }

        if (Deliveries.Id(request, "X-Workflows-Delivery") is not { } delivery)
        {
            return Deliveries.NoId("X-Workflows-Delivery");
        }

        if (request.MediaType != "application/json")
        {
            return Deliveries.NotJson(request);
        }

        return await channels.Deliveries.OnceAsync(
            ["gates/" + delivery, "gates/" + signature], () => DecideAsync(request, body.Bytes, signature!, cancellationToken));
    }

    private async Task<ApiResponse> DecideAsync(ApiRequest request, ReadOnlyMemory<byte> body, string signature, CancellationToken cancellationToken)
    {
        if (Read(body.Span) is not { } asked)
        {
            return ApiResponse.Problem(400, "Bad Request", "The body is not {\"gateId\": …, \"decision\": …, \"contentHash\": …, \"by\": …, \"text\": …}, all of them texts.");
        }

        if (DecisionWords.Parse(asked.Decision) is not { } kind)
        {
            return ApiResponse.Problem(422, "Decision not acceptable", DecisionWords.Problem(asked.Decision));
        }

        if (string.IsNullOrWhiteSpace(asked.ContentHash) || string.IsNullOrWhiteSpace(asked.By) || string.IsNullOrWhiteSpace(asked.GateId))
        {
            return ApiResponse.Problem(422, "Decision not acceptable", "'gateId', 'contentHash' and 'by' must be there: which gate, what was shown, and who decided.");
        }

        var id = "webhook-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(signature)))[..32];
        var draft = new DecisionDraft(kind, asked.By, "webhook", asked.ContentHash) { Text = asked.Text, Id = id };
        return GateView.Answer(request, asked.GateId, await desk.DecideAsync(asked.GateId, draft, cancellationToken));
    }

    private static GateWebhookBody? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, HttpJson.Default.GateWebhookBody);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
