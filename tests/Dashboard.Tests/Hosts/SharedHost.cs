namespace Workflows.Dashboard.Tests.Hosts;

/// <summary>The host that most tests look at, with a repository to commit to.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    public Host Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await Host.StartAsync();

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
