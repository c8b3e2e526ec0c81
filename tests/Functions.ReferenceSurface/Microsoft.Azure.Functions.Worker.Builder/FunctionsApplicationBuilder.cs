using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Puts a function app together. In the reference surface none can be made.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder
{
    internal FunctionsApplicationBuilder()
    {
    }

    /// <inheritdoc/>
    public IDictionary<object, object> Properties => throw None();

    IConfigurationManager IHostApplicationBuilder.Configuration => throw None();

    /// <summary>The app's settings.</summary>
    public ConfigurationManager Configuration => throw None();

    /// <inheritdoc/>
    public IHostEnvironment Environment => throw None();

    /// <inheritdoc/>
    public ILoggingBuilder Logging => throw None();

    /// <inheritdoc/>
    public IMetricsBuilder Metrics => throw None();

    /// <inheritdoc/>
    public IServiceCollection Services => throw None();

    /// <summary>The app; once.</summary>
    public IHost Build() => throw None();

    /// <inheritdoc/>
    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null) where TContainerBuilder : notnull => throw None();

    private static NotSupportedException None() => new("This is the reference surface of Azure Functions: it cannot build an app.");
}
