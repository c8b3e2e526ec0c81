using Workflows.Domain.Gates;
using Workflows.Http.Gates.Webhooks;

namespace Workflows.Http.Gates;

/// <summary>What the channels of decision need beside the gates. One for each host: it remembers deliveries.</summary>
public sealed class GateChannels(IGateLinks links, WebhookSecrets secrets)
{
    internal IGateLinks Links { get; } = links;

    internal WebhookSecrets Secrets { get; } = secrets;

    internal DeliveryMemory Deliveries { get; } = new();
}
