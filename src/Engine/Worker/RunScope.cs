namespace Workflows.Engine.Worker;

/// <summary>The values that every log line of a run carries (P11).</summary>
internal static class RunScope
{
    public static KeyValuePair<string, object?>[] Of(string instanceId, string step) => [new("runId", instanceId), new("step", step)];
}
