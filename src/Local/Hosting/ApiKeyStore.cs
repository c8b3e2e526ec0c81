using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Workflows.Activities.Artifacts;
using Workflows.Activities.Azurite;
using Workflows.Activities.Keys;
using Workflows.Domain.Tenancy;

namespace Workflows.Local.Hosting;

/// <summary>The API keys for commands: they lie beside the hub, so that no host is needed for them, and none is disturbed.</summary>
internal static class ApiKeyStore
{
    private const string FolderSetting = "Keys:Folder";

    /// <summary>Works with the keys.</summary>
    /// <param name="settings">Where the keys are.</param>
    /// <param name="storage">Takes those of the storage account, which hosts on Azure use, and not those of the data folder.</param>
    /// <param name="work">What is done with them.</param>
    /// <exception cref="CliException">They cannot be used.</exception>
    public static async Task<T> WithAsync<T>(HostSettings settings, bool storage, Func<IApiKeys, Task<T>> work)
    {
        try
        {
            await using var services = Compose(settings, storage);
            return await work(services.GetRequiredService<IApiKeys>());
        }
        catch (Exception failure) when (failure is ApiKeysException or AzuriteException)
        {
            throw new CliException(ExitCode.Unavailable, failure.Message, "", failure);
        }
        catch (OptionsValidationException wrong) when (StartFailure.Explain(wrong, settings) is { } explained)
        {
            throw explained;
        }
    }

    private static ServiceProvider Compose(HostSettings settings, bool storage)
    {
        var configuration = new ConfigurationBuilder().AddConfiguration(settings.Configuration());
        if (storage)
        {
            configuration.AddInMemoryCollection([new(FolderSetting, "")]);
        }

        var built = configuration.Build();
        return storage && string.IsNullOrWhiteSpace(built["AzureWebJobsStorage"]) && !built.GetSection("AzureWebJobsStorage").GetChildren().Any()
            ? throw new CliException(ExitCode.Usage, "--storage needs a storage account, and none is set.", "Set AzureWebJobsStorage, or AzureWebJobsStorage__accountName for an identity.")
            : new ServiceCollection().AddLogging().AddArtifacts(built).AddApiKeys(built).BuildServiceProvider();
    }
}
