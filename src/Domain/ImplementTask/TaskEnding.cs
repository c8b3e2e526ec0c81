using Workflows.Domain.GenerateTests;
using Workflows.Domain.Workspaces;

namespace Workflows.Domain.ImplementTask;

/// <summary>How the work of a run came out.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Reason">Why it did not pass, or what is amiss though it did; null for nothing.</param>
/// <param name="Delivery">What was decided, and the commit; null where nothing was asked.</param>
/// <param name="Applied">What went back to the folder; null where nothing was approved.</param>
internal sealed record TaskEnding(ImplementTaskOutcome Outcome, string? Reason, DeliveryResult? Delivery = null, ApplyReport? Applied = null)
{
    public static TaskEnding Of(TaskStop stop) => new(stop.Outcome, stop.Reason);
}
