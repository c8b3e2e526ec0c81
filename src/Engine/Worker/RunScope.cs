using Workflows.Domain.Tenancy;

namespace Workflows.Engine.Worker;

/// <summary>The values that every log line of a run carries (P11); the user where the run has an owner.</summary>
internal static class RunScope
{
    public static KeyValuePair<string, object?>[] Of(string instanceId, string step) => RunOwner.Of(instanceId) is { } owner
        ? [new("runId", instanceId), new("userId", owner.User), new("step", step)]
        : [new("runId", instanceId), new("step", step)];
}
