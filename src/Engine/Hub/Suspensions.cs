using Workflows.Domain.Client;
using Workflows.Engine.Store;

namespace Workflows.Engine.Hub;

/// <summary>
/// Suspends and resumes an instance with all that are below it, in one write. Those below are marked as suspended with it, so that a resume
/// brings back them and none that somebody has suspended for itself.
/// </summary>
internal static class Suspensions
{
    public static void Suspend(HubTransaction transaction, HubEffects effects, InstanceState state, bool recursive, long now)
    {
        // One that was suspended with its parent, and is now asked for itself, stays when its parent goes on.
        Hold(transaction, effects, state, recursive || state.Suspension != Suspension.Alone ? Suspension.Family : Suspension.Alone, now);
        if (!recursive)
        {
            return;
        }

        // Not by recursion: nobody limits how deep sub-orchestrations are nested.
        var open = new Queue<long>([state.Key]);
        while (open.TryDequeue(out var parent))
        {
            foreach (var child in Children(transaction, parent))
            {
                // A part of a fork that waits for its input does nothing before it has it.
                if (child is { IsLive: true, IsStaged: false, Status: not OrchestrationRuntimeStatus.Suspended })
                {
                    Hold(transaction, effects, child, Suspension.WithParent, now);
                }

                open.Enqueue(child.Key);
            }
        }
    }

    public static void Resume(HubTransaction transaction, HubEffects effects, InstanceState state, long now)
    {
        if (state.Status == OrchestrationRuntimeStatus.Suspended)
        {
            LetGo(transaction, effects, state, now);
        }

        ResumeBelow(transaction, effects, state.Key, now);
    }

    /// <summary>An instance has ended that was suspended by request: nobody could resume those that were suspended with it.</summary>
    public static void Ended(HubTransaction transaction, HubEffects effects, InstanceState before, long now)
    {
        if (before is { Status: OrchestrationRuntimeStatus.Suspended, Suspension: Suspension.Family })
        {
            ResumeBelow(transaction, effects, before.Key, now);
        }
    }

    /// <summary>Whether a child of this instance is not to begin: it was asked for in a turn that was under way when its parent was suspended.</summary>
    public static bool HoldsChildren(InstanceState? parent) =>
        parent is { Status: OrchestrationRuntimeStatus.Suspended, Suspension: not Suspension.Alone };

    private static void ResumeBelow(HubTransaction transaction, HubEffects effects, long key, long now)
    {
        var open = new Queue<long>([key]);
        while (open.TryDequeue(out var parent))
        {
            foreach (var child in Children(transaction, parent))
            {
                var held = child is { Status: OrchestrationRuntimeStatus.Suspended, Suspension: Suspension.WithParent };
                if (held)
                {
                    LetGo(transaction, effects, child, now);
                }

                // One may have ended since, and its children wait; one that is suspended for itself has its own.
                if (held || !child.IsLive)
                {
                    open.Enqueue(child.Key);
                }
            }
        }
    }

    private static void Hold(HubTransaction transaction, HubEffects effects, InstanceState state, Suspension suspension, long now)
    {
        if (state.Status == OrchestrationRuntimeStatus.Suspended && state.Suspension == suspension)
        {
            return;
        }

        transaction.Suspend(state.Key, suspension, now);
        effects.Suspended.Add(state.Key);
        effects.Changed(state.Header.Id);
    }

    private static void LetGo(HubTransaction transaction, HubEffects effects, InstanceState state, long now)
    {
        var begun = transaction.NextSequence(state.Key) > 0;
        transaction.Resume(state.Key, begun ? OrchestrationRuntimeStatus.Running : OrchestrationRuntimeStatus.Pending, now);
        if (begun || state.Busy)
        {
            effects.Revived.Add((state.Header, transaction.Inbox(state.Key)));
        }

        effects.Changed(state.Header.Id);
    }

    private static IEnumerable<InstanceState> Children(HubTransaction transaction, long parent) =>
        transaction.Children(parent).Select(transaction.Find).OfType<InstanceState>();
}
