using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Artifacts;
using Workflows.Activities.Budgets;
using Workflows.Activities.Hosting;
using Workflows.Activities.Keys;
using Workflows.Activities.Notifications;
using Workflows.Domain.Agents;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Budgets;
using Workflows.Domain.Forks;
using Workflows.Domain.Gates;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Tenancy;
using Workflows.Engine;
using Workflows.Http;
using Workflows.Http.Access;
using Workflows.Http.Budgets;
using Workflows.Http.Examples;
using Workflows.Http.Forks;
using Workflows.Http.Gates;
using Workflows.Http.Gates.Webhooks;
using Workflows.Http.Hosting;
using Workflows.Http.Management;
using Workflows.Http.Product;

namespace Workflows.Local.Hosting;

/// <summary>Everything that runs workflows in one process: settings, capabilities, engine, API. What was unfinished goes on at the start.</summary>
internal sealed class WorkflowHost : IAsyncDisposable
{
    private readonly IHost _services;
    private readonly EmbeddedEngine _engine;
    private readonly CancellationTokenSource _stopping;

    private WorkflowHost(HostSettings settings, IHost services, EmbeddedEngine engine, WorkflowsApi api, ApiDoor door, HostDescription description, CancellationTokenSource stopping)
    {
        (Settings, _services, _engine, Api, Door, Description, _stopping) = (settings, services, engine, api, door, description, stopping);
    }

    public HostSettings Settings { get; }

    public WorkflowsApi Api { get; }

    /// <summary>Who may ask.</summary>
    public ApiDoor Door { get; }

    public HostDescription Description { get; }

    /// <exception cref="CliException">A setting is wrong, or something that the host needs cannot be had.</exception>
    /// <exception cref="HubOwnedException">Another process owns the hub.</exception>
    public static async Task<WorkflowHost> StartAsync(HostSettings settings, LogTarget log, CancellationToken cancellationToken, IExamples? examples = null)
    {
        try
        {
            Directory.CreateDirectory(settings.DataFolder);
            // The host of a single command logs to a file.
            DateTimeOffset? commandSince = log == LogTarget.File ? TimeProvider.System.GetUtcNow() : null;
            var services = Compose(settings, log);
            try
            {
                return await StartAsync(settings, services, examples ?? new NoExamples(), commandSince, cancellationToken);
            }
            catch
            {
                await DisposeAsync(services);
                throw;
            }
        }
        catch (Exception exception) when (StartFailure.Explain(exception, settings) is { } explained)
        {
            throw explained;
        }
    }

    /// <summary>Tells what links of this host begin with from now on.</summary>
    public void ListensAt(Uri url) => _services.Services.GetRequiredService<LinkRoot>().ListensAt(url);

    /// <summary>Begins to stop: requests that wait are answered.</summary>
    public Task BeginStopAsync() => _stopping.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await BeginStopAsync();
        await _engine.DisposeAsync();
        await DisposeAsync(_services);
        _stopping.Dispose();
    }

    private static IHost Compose(HostSettings settings, LogTarget log)
    {
        var configuration = settings.Configuration();
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddConfiguration(configuration);
        builder.Services.AddSingleton<IHostLifetime, ExternalLifetime>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Logging.AddLogTarget(log, settings, configuration);
        builder.Services.AddCapabilities(configuration);
        builder.Services.AddHostedService(provider => new UnknownSettings(configuration, provider.GetRequiredService<ILogger<UnknownSettings>>()));
        var limits = RequestLimits.From(configuration);
        builder.Services.AddSingleton(_ => limits);
        return builder.Build();
    }

    private static async Task<WorkflowHost> StartAsync(HostSettings settings, IHost services, IExamples examples, DateTimeOffset? commandSince, CancellationToken cancellationToken)
    {
        await services.StartAsync(cancellationToken);
        var registry = WorkflowRegistry.Create(services.Services);
        var loggers = services.Services.GetRequiredService<ILoggerFactory>();
        var engine = await EmbeddedEngine.StartAsync(HubOptions(settings), registry, loggers, cancellationToken);
        var stopping = new CancellationTokenSource();
        var description = new HostDescription(Guid.NewGuid().ToString("N"), Version(), engine.StoreVersion, stopping.Token) { CommandSince = commandSince };
        var channels = new GateChannels(services.Services.GetRequiredService<IGateLinks>(), WebhookSecrets.From(settings.Given));
        var door = new ApiDoor(services.Services.GetRequiredService<IApiKeys>(), TimeProvider.System)
        {
            AlwaysAsks = settings.KeyRequired || !ListenAddress.IsLoopback(settings.Url),
            OperatorToken = ApiKeyMaker.OperatorToken(),
            Limits = services.Services.GetRequiredService<RequestLimits>(),
        };
        var budgets = services.Services.GetRequiredService<IBudgets>();
        var api = new WorkflowsApi(
            engine.Client, new OwnInstanceLinks(), registry, services.Services.GetRequiredService<IArtifactStore>(), ApiOptions(settings) with { Examples = examples }, description,
            new ChosenIds(), channels, TimeProvider.System, loggers.CreateLogger<WorkflowsApi>(), door,
            budgets, services.Services.GetRequiredService<IForkOverlays>());
        await TellWaitingRunsAsync(engine, budgets, loggers, cancellationToken);
        return new WorkflowHost(settings, services, engine, api, door, description, stopping);
    }

    // A raise that a host has booked and died before it told the runs; a month that began, or settings that changed, while none ran.
    private static async Task TellWaitingRunsAsync(EmbeddedEngine engine, IBudgets budgets, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        try
        {
            await new WaitingRuns(engine.Client, exception => exception is TaskHubException).TellAllAsync(budgets, cancellationToken);
        }
        catch (BudgetStoreException unreadable)
        {
            // Whoever asks a model is told, too; the rest of the host works without budgets.
            HostLog.BudgetsUnreadable(loggers.CreateLogger<WorkflowHost>(), unreadable.Message);
        }
    }

    private static TaskHubOptions HubOptions(HostSettings settings) => new()
    {
        Path = settings.HubPath,
        MaxPayloadBytes = settings.MaxPayloadBytes,
        ActivityConcurrency = new Dictionary<string, int>
        {
            [GenerateTestsActivities.AskModel.Name] = settings.MaxConcurrentModelCalls,
            [AgentActivities.AskAgent.Name] = settings.MaxConcurrentModelCalls,
            [AgentActivities.RunCommandAgent.Name] = settings.MaxConcurrentModelCalls,
            [GenerateTestsActivities.ExecuteTests.Name] = settings.MaxConcurrentExecutions,
        },
    };

    private static HttpApiOptions ApiOptions(HostSettings settings) => new()
    {
        PublicBaseUrl = settings.PublicBaseUrl,
        MaxPayloadBytes = settings.MaxPayloadBytes,
        MaxDocumentBytes = settings.MaxDocumentBytes,
        Delivery = DeliveryDefaults.From(settings.Given),
        Implement = ImplementDefaults.From(settings.Given),
        ForkModels = ForkModels.From(settings.Given),
        StatusOfFailure = exception => exception switch
        {
            TaskHubException { Error: TaskHubError.DiskFull } => 507,
            TaskHubException or ArtifactStoreException or BudgetStoreException => 503,
            _ => null,
        },
    };

    private static string Version() =>
        typeof(WorkflowHost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    private static async Task DisposeAsync(IHost services)
    {
        await services.StopAsync(CancellationToken.None);
        if (services is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync();
        }
    }
}
