using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflows.Activities.Artifacts;
using Workflows.Activities.Azurite;
using Workflows.Domain.Tenancy;

namespace Workflows.Activities.Keys;

/// <summary>Registers the API keys.</summary>
public static class ApiKeyServices
{
    /// <summary>The setting that makes every route ask for a key even while there is none.</summary>
    public const string RequiredSetting = "Keys:Required";

    /// <summary>
    /// Adds <see cref="IApiKeys"/>: in the folder <c>Keys:Folder</c> where that is set; otherwise in the container of the artifacts, where a
    /// storage account is set; otherwise in <c>.workflows</c>. With <c>UseDevelopmentStorage=true</c> it needs
    /// <see cref="ArtifactServices.AddArtifacts"/>, too. Nothing is opened before the first call.
    /// </summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is wrong; the message names it.</exception>
    public static IServiceCollection AddApiKeys(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        var account = ArtifactOptions.From(configuration);
        var options = ApiKeyOptions.From(configuration, account.ConnectionString is not null || account.Identity is not null);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IApiKeys>(provider => options.Folder is { } folder
            ? new FolderApiKeys(folder, provider.GetRequiredService<TimeProvider>())
            : Blob(account, provider));
        return services;
    }

    private static BlobApiKeys Blob(ArtifactOptions account, IServiceProvider provider)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        if (account.Identity is { } identity)
        {
            return new BlobApiKeys(ArtifactServices.Container(identity, identity.Credential(), account.Container, transport: null), _ => Task.CompletedTask, identity, time);
        }

        if (!account.UsesDevelopmentStorage)
        {
            return new BlobApiKeys(ArtifactServices.Container(account.ConnectionString!, account.Container, azurite: null), _ => Task.CompletedTask, null, time);
        }

        var azurite = provider.GetRequiredService<IAzurite>();
        return new BlobApiKeys(ArtifactServices.Container(azurite.ConnectionString, account.Container, azurite), azurite.EnsureStartedAsync, null, time);
    }
}
