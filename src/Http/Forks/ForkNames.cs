using Workflows.Domain.Client;
using Workflows.Domain.Gates;
using Workflows.Http.Timelines;

namespace Workflows.Http.Forks;

/// <summary>Tells of each step of a timeline what to name it by when the run is to be forked from there.</summary>
internal static class ForkNames
{
    private const int MostDepth = 10;

    /// <summary>Gives the name of a step, or null where no fork can begin.</summary>
    public static async Task<Func<StepInProgress, string?>> OfAsync(
        OrchestrationClient client, OrchestrationMetadata instance, IReadOnlyList<StepInProgress> steps, CancellationToken cancellationToken)
    {
        if (await PrefixAsync(client, instance, cancellationToken) is not { } prefix)
        {
            return _ => null;
        }

        var (names, approvals) = (new StepNames(instance.InstanceId, steps), ForkRule.Approvals(steps));
        return step => names.Of(step) is { } name && ForkRule.Before(approvals, step) is null ? prefix + name : null;
    }

    // From the run down to this instance; null where no step of it can be named.
    private static async Task<string?> PrefixAsync(OrchestrationClient client, OrchestrationMetadata instance, CancellationToken cancellationToken)
    {
        var prefix = "";
        for (var depth = 0; depth < MostDepth; depth++)
        {
            if (instance.Name == GateOrchestrator.Definition.Name)
            {
                return null;
            }

            if (instance.ParentInstanceId is not { } parentId)
            {
                return ForkRule.Problem(instance) is null ? prefix : null;
            }

            if (StepNames.OfChild(parentId, instance.InstanceId) is not { } name
                || await client.GetInstanceAsync(parentId, fetchPayloads: false, cancellationToken) is not { } parent)
            {
                return null;
            }

            (prefix, instance) = ($"{name}/{prefix}", parent);
        }

        return null;
    }
}
