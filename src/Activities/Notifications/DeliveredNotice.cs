namespace Workflows.Activities.Notifications;

/// <summary>What is remembered of a notice that a receiver has taken.</summary>
/// <param name="Delivery">The notice.</param>
/// <param name="Receiver">Scheme, host and port of the receiver; the rest of its address may be secret.</param>
/// <param name="Status">What it answered.</param>
/// <param name="At">When (UTC).</param>
internal sealed record DeliveredNotice(string Delivery, string Receiver, int Status, DateTimeOffset At);
