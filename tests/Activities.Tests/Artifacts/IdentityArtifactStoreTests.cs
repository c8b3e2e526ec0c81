using Workflows.Activities.Artifacts;
using Workflows.Activities.Tests.Azurite;
using Workflows.Domain.Artifacts;

namespace Workflows.Activities.Tests.Artifacts;

/// <summary>The whole contract with tokens in a key's place. Not beside the other tests with Azurite, which need ports in a row.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class IdentityArtifactStoreTests : ArtifactStoreContract, IClassFixture<SecureAzurite>
{
    private readonly TestToken _token = new();

    public IdentityArtifactStoreTests(SecureAzurite azurite) =>
        Store = ArtifactServices.BlobStore(new StorageIdentity(azurite.Service, IsManaged: true, ClientId: null), _token, "workflows", azurite.Certificate.Transport());

    protected override IArtifactStore Store { get; }

    [Fact]
    public async Task The_token_is_one_for_storage()
    {
        await Store.WriteAsync(RunId, "a.txt", Bytes("x"), "text/plain", CancellationToken.None);

        Assert.Equal(["https://storage.azure.com/.default"], _token.Scopes.Distinct());
    }
}
