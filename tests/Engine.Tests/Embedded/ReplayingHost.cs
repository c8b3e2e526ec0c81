namespace Workflows.Engine.Tests.Embedded;

/// <summary>The embedded engine without a cache: every turn replays its instance from the start.</summary>
public sealed class ReplayingHost : EmbeddedHost
{
    public ReplayingHost() => Options = Options with { MaxCachedInstances = 0 };
}
