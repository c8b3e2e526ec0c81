namespace Workflows.Activities.Execution.Hosts;

/// <summary>A way to fence in a host, from the strongest to the weakest.</summary>
/// <param name="Bubblewrap">Own namespaces: no network but the bridge, no files but the needed ones, no other processes.</param>
/// <param name="Nobody">Runs as the user nobody, when this process is root.</param>
internal sealed record Fence(bool Bubblewrap, bool Nobody)
{
    /// <summary>What of it there is to try, in the order of strength: what the setting wants and the host's policy permits.</summary>
    public static IEnumerable<Fence> Wanted(IsolationChoice choice, IsolationPolicy policy)
    {
        bool[] users = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? [true, false] : [false];
        if (policy.Permits(choice, IsolationChoice.Bubblewrap) && OperatingSystem.IsLinux())
        {
            foreach (var nobody in users)
            {
                yield return new Fence(true, nobody);
            }
        }

        if (policy.Permits(choice, IsolationChoice.Process))
        {
            foreach (var nobody in users)
            {
                yield return new Fence(false, nobody);
            }
        }
    }

    public override string ToString() => (Bubblewrap ? "bubblewrap" : "process") + (Nobody ? " as nobody" : "");
}
