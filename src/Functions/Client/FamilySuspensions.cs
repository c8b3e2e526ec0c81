using Microsoft.DurableTask.Client;
using Workflows.Domain.Client;
using PortStatus = Workflows.Domain.Client.OrchestrationRuntimeStatus;

namespace Workflows.Functions.Client;

/// <summary>
/// Suspends and resumes what is below an instance: the engine knows one instance only. The reason that the engine keeps with a suspended
/// instance tells those that were suspended with the one above from those that somebody suspended for themselves.
/// </summary>
internal sealed class FamilySuspensions(DurableTaskClient client)
{
    private const string WithParent = "Suspended with the instance above it";

    // A child may be started by a turn that was under way; it is found in the next look.
    private const int MostLooks = 5;

    private readonly Family _family = new(client);

    public async Task SuspendBelowAsync(
        string instanceId, Func<string, string?, CancellationToken, Task<ControlResult>> suspend, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var look = 0; look < MostLooks; look++)
        {
            var before = seen.Count;
            await foreach (var child in _family.BelowAsync(instanceId, _ => Task.FromResult(true), cancellationToken))
            {
                if (seen.Add(child))
                {
                    await suspend(child, WithParent, cancellationToken);
                }
            }

            if (seen.Count == before)
            {
                return;
            }
        }
    }

    public async Task ResumeBelowAsync(string instanceId, Func<string, Task> resume, CancellationToken cancellationToken)
    {
        var held = new HashSet<string>(StringComparer.Ordinal);
        var below = new List<string>();
        await foreach (var child in _family.BelowAsync(instanceId, BelongsAsync, cancellationToken))
        {
            below.Add(child);
        }

        // Children first: what breaks off is made again, because the one above still waits.
        foreach (var child in Enumerable.Reverse(below).Where(held.Contains))
        {
            await resume(child);
        }

        // One that has ended may have children that wait; one that is suspended for itself has its own.
        async Task<bool> BelongsAsync(string id)
        {
            if (await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellationToken) is not { } found)
            {
                return false;
            }

            var instance = Instances.ToPort(found);
            if (instance.RuntimeStatus == PortStatus.Suspended && found.SerializedOutput?.Contains(WithParent, StringComparison.Ordinal) == true)
            {
                held.Add(id);
                return true;
            }

            // One that goes on already: a resume before this one broke off below it.
            return instance.RuntimeStatus != PortStatus.Suspended;
        }
    }
}
