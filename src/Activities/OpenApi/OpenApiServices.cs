using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Workflows.Activities.Models;
using Workflows.Activities.OfflineTests;

namespace Workflows.Activities.OpenApi;

/// <summary>Registration of the capability that reads OpenAPI documents and writes tests from them without a language model.</summary>
public static class OpenApiServices
{
    /// <summary>Adds the options, the activity <c>UnderstandDocument</c>, its HTTP client and the offline writer.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Holds the section <c>OpenApi</c>, if any.</param>
    public static IServiceCollection AddOpenApi(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);

        services.AddSingleton<IValidateOptions<OpenApiOptions>, OpenApiOptionsValidator>();
        services.AddOptions<OpenApiOptions>().Bind(configuration.GetSection("OpenApi")).ValidateOnStart();
        // Redirects are followed by the fetcher itself, so that it sees where they lead.
        services.AddHttpClient(DocumentFetcher.HttpClientName)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = System.Net.DecompressionMethods.All,
                UseCookies = false,
            });
        services.AddSingleton<UnderstandDocument>();
        services.AddSingleton<IOfflineWriter, OfflineTestWriter>();
        return services;
    }
}
