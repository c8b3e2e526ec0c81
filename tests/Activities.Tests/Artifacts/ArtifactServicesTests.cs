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

    private static ServiceProvider Build(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
        return new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning)).AddArtifacts(configuration).BuildServiceProvider();
    }
}
