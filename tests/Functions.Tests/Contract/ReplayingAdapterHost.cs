namespace Workflows.Functions.Tests.Contract;

/// <summary>The same without a cache: every turn replays its instance from the start, as Durable Functions does it.</summary>
public sealed class ReplayingAdapterHost : AdapterHost
{
    public ReplayingAdapterHost() => Options = Options with { MaxCachedInstances = 0 };
}
