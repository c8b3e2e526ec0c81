using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Activities.Azurite;

namespace Workflows.Activities.Tests.Azurite;

/// <summary>One Azurite for all tests that need blobs, on free ports.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("workflows-azurite-").FullName;

    public AzuriteFixture() =>
        Server = new AzuriteServer(new AzuriteOptions(_folder, AzuriteOptions.DefaultToolsFolder(), BlobPort: 0), NullLogger<AzuriteServer>.Instance);

    public AzuriteServer Server { get; }

    public Task InitializeAsync() => Server.EnsureStartedAsync(CancellationToken.None);

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
