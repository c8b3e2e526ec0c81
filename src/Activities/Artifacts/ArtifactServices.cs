using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workflows.Activities.Azurite;
using Workflows.Domain.Artifacts;

namespace Workflows.Activities.Artifacts;

/// <summary>Registers the artifact store.</summary>
public static class ArtifactServices
{
    /// <summary>
    /// Adds <see cref="IArtifactStore"/>: blobs where <c>AzureWebJobsStorage</c> is set (<c>UseDevelopmentStorage=true</c> adds
    /// <see cref="IAzurite"/>, too, and starts it when nothing listens), otherwise a folder.
    /// </summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is wrong; the message names it.</exception>
    public static IServiceCollection AddArtifacts(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        var options = ArtifactOptions.From(configuration);
        if (options.UsesDevelopmentStorage)
        {
            services.AddSingleton(AzuriteOptions.From(configuration));
            services.AddSingleton<IAzurite, AzuriteServer>();
            services.AddSingleton<IHostedService, AzuriteStarter>();
            services.AddSingleton<IArtifactStore>(provider =>
            {
                var azurite = provider.GetRequiredService<IAzurite>();
                return BlobStore(azurite.ConnectionString, options.Container, azurite);
            });
        }
        else if (options.ConnectionString is { } connection)
        {
            var store = BlobStore(connection, options.Container, azurite: null);
            services.AddSingleton<IArtifactStore>(store);
        }
        else
        {
            services.AddSingleton<IArtifactStore>(new FolderArtifactStore(options.Folder));
        }

        return services;
    }

    /// <summary>The store over a storage account.</summary>
    /// <param name="azurite">Started before the first call; null where the account is a real one.</param>
    internal static BlobArtifactStore BlobStore(string connectionString, string container, IAzurite? azurite)
    {
        var options = new BlobClientOptions
        {
            Retry = { MaxRetries = 3, Delay = TimeSpan.FromMilliseconds(200), MaxDelay = TimeSpan.FromSeconds(2), NetworkTimeout = TimeSpan.FromSeconds(60) },
        };
        if (azurite is not null)
        {
            // A proxy cannot reach this machine's own loopback.
            options.Transport = new HttpClientTransport(new HttpClient(new SocketsHttpHandler { UseProxy = false }));
        }

        try
        {
            var client = new BlobServiceClient(connectionString, options).GetBlobContainerClient(container);
            return new BlobArtifactStore(client, azurite is null ? _ => Task.CompletedTask : azurite.EnsureStartedAsync);
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException or UriFormatException)
        {
            // Its value holds the account key, and the library's message may quote it.
            throw ArtifactOptions.Invalid(
                $"{ArtifactOptions.ConnectionSetting} is not a storage connection string. It looks like 'DefaultEndpointsProtocol=https;AccountName=…;AccountKey=…;EndpointSuffix=core.windows.net', " +
                "or 'UseDevelopmentStorage=true' for Azurite; leave it empty to keep artifacts in a folder.");
        }
    }
}
