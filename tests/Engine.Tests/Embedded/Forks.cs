using Workflows.Domain.Client;

namespace Workflows.Engine.Tests.Embedded;

/// <summary>Finds steps and forks there.</summary>
internal static class Forks
{
    /// <summary>The line that asked for a task, the n-th of its name.</summary>
    public static async Task<HistoryEvent> StepAsync(this OrchestrationClient client, string instanceId, string name, int number = 1) =>
        (await client.GetHistoryAsync(instanceId))!
        .Where(line => line.EventType is "TaskScheduled" or "SubOrchestrationInstanceCreated" && line.Name == name).ElementAt(number - 1);

    /// <summary>Forks before a step of the instance itself.</summary>
    public static async Task<ForkResult> ForkAsync(this OrchestrationClient client, string instanceId, string fork, string step, int number = 1) =>
        await client.ForkAsync(instanceId, new ForkOptions(fork, step, [await client.StepAsync(instanceId, step, number)]));
}
