using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Audit;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Audit;
using Workflows.Domain.Gates;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Notifications;

/// <summary>
/// Tells the configured receivers of a gate. Each takes a notice once: what one has taken is remembered before the next attempt, which a
/// receiver that is down leads to. A crash between its answer and that memory sends the notice again, under the same delivery id.
/// </summary>
internal sealed class NotifyGate(
    NotificationOptions options, NotificationWriter writer, WebhookSender sender, IArtifactStore artifacts, IAuditLog audit, TimeProvider time, ILogger<NotifyGate> logger)
    : IActivity<GateNotice, Unit>
{
    /// <inheritdoc />
    public async Task<Unit> RunAsync(ActivityContext context, GateNotice input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Kind != GateNoticeKind.Ended)
        {
            NotificationLog.Waiting(logger, input.GateId, input.Kind);
        }

        if (options.Webhooks.Count == 0)
        {
            return Unit.Value;
        }

        var body = writer.Write(input);
        var problems = await Task.WhenAll(options.Webhooks.Select(receiver => DeliverAsync(input, receiver, body, cancellationToken)));
        var failed = problems.OfType<string>().ToList();
        return failed.Count == 0
            ? Unit.Value
            : throw new NotificationException($"{failed.Count} of {problems.Length} receivers did not take notice {NotificationText.Delivery(input)}: {string.Join("; ", failed)}. Look at the receivers and at {NotificationOptions.WebhooksSetting}.");
    }

    // Null when the receiver has it.
    private async Task<string?> DeliverAsync(GateNotice notice, Uri receiver, byte[] body, CancellationToken cancellationToken)
    {
        var delivery = NotificationText.Delivery(notice);
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{delivery}\n{receiver.AbsoluteUri}")))[..32];
        var memory = $"notices/{key}.json";
        var known = await artifacts.ReadAsync(notice.Gate.RunId, memory, cancellationToken);
        var delivered = known is null ? null : JsonSerializer.Deserialize(known, NotificationJson.Default.DeliveredNotice);
        if (delivered is null)
        {
            var (status, problem) = await sender.SendAsync(receiver, delivery, body, cancellationToken);
            if (problem is not null)
            {
                return $"{WebhookSender.Shown(receiver)}: {problem}";
            }

            delivered = new DeliveredNotice(delivery, WebhookSender.Shown(receiver), status, time.GetUtcNow());
            await artifacts.WriteAsync(
                notice.Gate.RunId, memory, JsonSerializer.SerializeToUtf8Bytes(delivered, NotificationJson.Default.DeliveredNotice), "application/json", cancellationToken);
            NotificationLog.Delivered(logger, delivery, delivered.Receiver, status);
        }

        await audit.AppendAsync(Note(notice, delivered, key), cancellationToken);
        return null;
    }

    private static AuditNote Note(GateNotice notice, DeliveredNotice delivered, string key) => new(
        $"{notice.GateId}/notice/{key}", notice.Gate.RunId, "notification", new Dictionary<string, string>
        {
            ["gate"] = notice.GateId,
            ["kind"] = notice.Kind.ToString(),
            ["delivery"] = delivered.Delivery,
            ["receiver"] = delivered.Receiver,
            ["status"] = delivered.Status.ToString(CultureInfo.InvariantCulture),
            ["contentHash"] = notice.Gate.ContentHash,
            ["at"] = delivered.At.ToString("O"),
        });
}
