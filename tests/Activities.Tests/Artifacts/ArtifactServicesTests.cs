using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflows.Activities.Artifacts;
using Workflows.Activities.Azurite;
using Workflows.Domain.Artifacts;

namespace Workflows.Activities.Tests.Artifacts;

public sealed class ArtifactServicesTests
{
    [Fact]
    public void Without_a_storage_account_artifacts_are_kept_in_a_folder()
    {
        using var services = Build(("Artifacts:Folder", "/tmp/somewhere"));

        Assert.IsType<FolderArtifactStore>(services.GetRequiredService<IArtifactStore>());
        Assert.StartsWith("/tmp/somewhere/", services.GetRequiredService<IArtifactStore>().Locate("run-1"), StringComparison.Ordinal);
        Assert.Null(services.GetService<IAzurite>());
    }

    [Fact]
    public async Task Development_storage_means_Azurite()
    {
        await using var services = Build(("AzureWebJobsStorage", "UseDevelopmentStorage=true"), ("Azurite:BlobPort", "0"));

        Assert.IsType<BlobArtifactStore>(services.GetRequiredService<IArtifactStore>());
        Assert.NotNull(services.GetService<IAzurite>());
    }

    [Fact]
    public void A_storage_account_means_blobs_and_its_key_shows_nowhere()
    {
        using var services = Build(("AzureWebJobsStorage", "DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net"));

        Assert.Equal("https://acme.blob.core.windows.net/workflows/runs/run-1/", services.GetRequiredService<IArtifactStore>().Locate("run-1"));
    }

    [Fact]
    public void A_signature_in_the_address_is_not_told()
    {
        using var services = Build(("AzureWebJobsStorage", "BlobEndpoint=https://acme.blob.core.windows.net/;SharedAccessSignature=sv=2022&sig=SECRET"));

        Assert.DoesNotContain("SECRET", services.GetRequiredService<IArtifactStore>().Locate("run-1"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("accountName", "acme", "https://acme.blob.core.windows.net/workflows/runs/run-1/")]
    [InlineData("blobServiceUri", "https://acme.blob.core.usgovcloudapi.net/", "https://acme.blob.core.usgovcloudapi.net/workflows/runs/run-1/")]
    [InlineData("blobServiceUri", "https://10.0.0.7:8443/acme", "https://10.0.0.7:8443/acme/workflows/runs/run-1/")]
    public void An_account_that_is_entered_with_an_identity_means_blobs(string name, string value, string expected)
    {
        using var services = Build(($"AzureWebJobsStorage:{name}", value), ("AzureWebJobsStorage", " "));

        Assert.Equal(expected, services.GetRequiredService<IArtifactStore>().Locate("run-1"));
        Assert.Null(services.GetService<IAzurite>());
    }

    [Fact]
    public void The_credential_is_the_managed_identity_where_the_setting_says_so_and_otherwise_whatever_is_found()
    {
        const string Id = "11111111-2222-3333-4444-555555555555";

        Assert.IsType<DefaultAzureCredential>(Identity(("accountName", "acme")).Credential());
        Assert.IsType<ManagedIdentityCredential>(Identity(("accountName", "acme"), ("credential", "ManagedIdentity")).Credential());
        Assert.Null(Identity(("accountName", "acme"), ("credential", "managedidentity")).ClientId);
        var assigned = Identity(("accountName", "acme"), ("credential", "managedidentity"), ("clientId", Id));
        Assert.IsType<ManagedIdentityCredential>(assigned.Credential());
        Assert.Equal(Id, assigned.ClientId);
    }

    [Fact]
    public void The_sovereign_address_of_the_named_account_may_stand_beside_its_name() =>
        Assert.Equal("acme.blob.core.usgovcloudapi.net", Identity(("accountName", "acme"), ("blobServiceUri", "https://acme.blob.core.usgovcloudapi.net")).Service.Host);

    [Theory]
    [InlineData("accountName", "acme")]
    [InlineData("blobServiceUri", "https://acme.blob.core.windows.net")]
    public void A_connection_string_and_an_identity_exclude_each_other(string name, string value)
    {
        foreach (var connection in new[] { "UseDevelopmentStorage=true", "DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=SECRET;EndpointSuffix=core.windows.net" })
        {
            var error = Assert.Throws<OptionsValidationException>(() => Build(("AzureWebJobsStorage", connection), ($"AzureWebJobsStorage:{name}", value)));

            Assert.StartsWith($"AzureWebJobsStorage and AzureWebJobsStorage:{name} are both set", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("SECRET", error.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("accountName", "Acme", "AzureWebJobsStorage:accountName is 'Acme'")]
    [InlineData("accountName", "a", "3 to 24 characters")]
    [InlineData("accountName", "acme/../other", "AzureWebJobsStorage:accountName is 'acme/../other'")]
    [InlineData("accountName", "DefaultEndpointsProtocol=https;AccountKey=SECRET", "AzureWebJobsStorage:accountName is 'Defa…'")]
    [InlineData("blobServiceUri", "http://acme.blob.core.windows.net", "AzureWebJobsStorage:blobServiceUri is not a plain https address")]
    [InlineData("blobServiceUri", "https://acme.blob.core.windows.net/?sv=2022&sig=SECRET", "AzureWebJobsStorage:blobServiceUri is not a plain https address")]
    [InlineData("blobServiceUri", "acme", "AzureWebJobsStorage:blobServiceUri is not a plain https address")]
    [InlineData("blobServiceUri", "https://other.blob.core.windows.net", "AzureWebJobsStorage:accountName is 'acme', and AzureWebJobsStorage:blobServiceUri")]
    [InlineData("credential", "key", "AzureWebJobsStorage:credential is 'key'. It is managedidentity, or empty")]
    [InlineData("clientId", "mine", "AzureWebJobsStorage:clientId is 'mine'. It is the client id")]
    public void A_wrong_setting_of_an_identity_names_itself_and_keeps_secrets(string name, string value, string expected)
    {
        (string, string)[] account = name == "accountName" ? [] : [("AzureWebJobsStorage:accountName", "acme")];
        var error = Assert.Throws<OptionsValidationException>(() => Build([.. account, ($"AzureWebJobsStorage:{name}", value)]));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("credential", "managedidentity")]
    [InlineData("queueServiceUri", "https://acme.queue.core.windows.net")]
    public void An_identity_without_an_account_is_no_folder_by_accident(string name, string value)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Build(($"AzureWebJobsStorage:{name}", value)));

        Assert.StartsWith($"AzureWebJobsStorage:{name} is set, but no account for artifacts", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_environment_calls_it_is_the_same_setting()
    {
        const string Prefix = "WORKFLOWS_TEST_IDENTITY_";
        Environment.SetEnvironmentVariable(Prefix + "AzureWebJobsStorage__accountName", "acme");
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables(Prefix).Build();

        Assert.Equal("https://acme.blob.core.windows.net/", StorageIdentity.From(configuration, null)!.Service.AbsoluteUri);
    }

    [Theory]
    [InlineData("AzureWebJobsStorage", "AccountKey-SECRET", "AzureWebJobsStorage")]
    [InlineData("AzureWebJobsStorage", "AccountName=a;AccountKey=SECRET%%", "AzureWebJobsStorage")]
    [InlineData("Artifacts:Container", "No_Good", "Artifacts:Container is 'No_Good'")]
    [InlineData("Artifacts:Container", "a", "3 to 63 characters")]
    public void A_wrong_setting_names_itself_and_keeps_secrets(string name, string value, string expected)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Build((name, value)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", error.ToString(), StringComparison.Ordinal);
    }

    private static StorageIdentity Identity(params (string Name, string Value)[] settings) => StorageIdentity.From(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(one => KeyValuePair.Create("AzureWebJobsStorage:" + one.Name, (string?)one.Value))).Build(), null)!;

    private static ServiceProvider Build(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
        return new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning)).AddArtifacts(configuration).BuildServiceProvider();
    }
}
