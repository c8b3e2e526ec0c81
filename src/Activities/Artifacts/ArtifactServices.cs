using Azure.Core;
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
    /// <see cref="IAzurite"/>, too, and starts it when nothing listens), or where <c>AzureWebJobsStorage:accountName</c> or
    /// <c>AzureWebJobsStorage:blobServiceUri</c> names an account that is entered with an identity; otherwise a folder. The identity is
    /// the managed one for <c>AzureWebJobsStorage:credential</c> = <c>managedidentity</c> (a user-assigned one by
    /// <c>AzureWebJobsStorage:clientId</c>), otherwise what <c>DefaultAzureCredential</c> finds. It needs the role Storage Blob Data Contributor.
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
        else if (options.Identity is { } identity)
        {
            services.AddSingleton<IArtifactStore>(BlobStore(identity, identity.Credential(), options.Container, transport: null));
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
    internal static BlobArtifactStore BlobStore(string connectionString, string container, IAzurite? azurite) =>
        new(Container(connectionString, container, azurite), azurite is null ? Nothing : azurite.EnsureStartedAsync);

    /// <summary>The store over a storage account that is entered with an identity.</summary>
    /// <param name="transport">How the account is reached; null means the usual way.</param>
    internal static BlobArtifactStore BlobStore(StorageIdentity identity, TokenCredential credential, string container, HttpPipelineTransport? transport) =>
        new(Container(identity, credential, container, transport), Nothing, identity);

    /// <summary>The container of an account that is entered with a connection string.</summary>
    /// <param name="azurite">What serves it on this machine; null where the account is a real one.</param>
    internal static BlobContainerClient Container(string connectionString, string container, IAzurite? azurite)
    {
        // A proxy cannot reach this machine's own loopback.
        var options = Options(azurite is null ? null : new HttpClientTransport(new HttpClient(new SocketsHttpHandler { UseProxy = false })));
        try
        {
            return new BlobServiceClient(connectionString, options).GetBlobContainerClient(container);
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException or UriFormatException)
        {
            // Its value holds the account key, and the library's message may quote it.
            throw ArtifactOptions.Invalid(
                $"{ArtifactOptions.ConnectionSetting} is not a storage connection string. It looks like 'DefaultEndpointsProtocol=https;AccountName=…;AccountKey=…;EndpointSuffix=core.windows.net', " +
                "or 'UseDevelopmentStorage=true' for Azurite; leave it empty to keep artifacts in a folder.");
        }
    }

    /// <summary>The container of an account that is entered with an identity.</summary>
    internal static BlobContainerClient Container(StorageIdentity identity, TokenCredential credential, string container, HttpPipelineTransport? transport) =>
        new BlobServiceClient(identity.Service, credential, Options(transport)).GetBlobContainerClient(container);

    private static Task Nothing(CancellationToken cancellationToken) => Task.CompletedTask;

    private static BlobClientOptions Options(HttpPipelineTransport? transport)
    {
        var options = new BlobClientOptions
        {
            Retry = { MaxRetries = 3, Delay = TimeSpan.FromMilliseconds(200), MaxDelay = TimeSpan.FromSeconds(2), NetworkTimeout = TimeSpan.FromSeconds(60) },
        };
        if (transport is not null)
        {
            options.Transport = transport;
        }

        return options;
    }
}
