using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure.Core.Serialization;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Engine;
using Workflows.Engine.Tests.Contract;
using Workflows.Engine.Tests.Embedded;
using Workflows.Functions.Client;
using Workflows.Functions.Orchestration;
using Workflows.Functions.Tests.Fakes;

namespace Workflows.Functions.Tests.Contract;

/// <summary>
/// The Azure host's adapters over a context and a client that behave as those of Durable Functions, which the embedded engine drives:
/// what a contract asks for goes through the adapters, and through what differs between the two engines.
/// </summary>
public class AdapterHost : EngineHost
{
    private static readonly SerializerShim Serializer = new(new JsonObjectSerializer(
        new JsonSerializerOptions(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver(), MaxDepth = 1024 }));

    private readonly EmbeddedHost _engine = new();
    // In the hub, as the instances are.
    private readonly ConcurrentDictionary<string, string?> _reasons = new(StringComparer.Ordinal);
    private DurableOrchestrationClient? _client;

    public AdapterHost() => Options = _engine.Options with { MaxPayloadBytes = 8 * MaxPayloadBytes };

    // The engine under the fakes takes more, as Durable Functions does: the limit is the adapters'.
    public override int MaxPayloadBytes => PayloadLimit.DefaultBytes;

    public override OrchestrationClient Client => _client ?? throw new InvalidOperationException("The engine was not started.");

    /// <summary>Puts another client before the fake one.</summary>
    internal Func<DurableTaskClient, DurableTaskClient> Between { get; set; } = client => client;

    /// <summary>How the engine under the fakes is started.</summary>
    protected TaskHubOptions Options { get; set; }

    public override async Task StartAsync(TaskRegistry registry)
    {
        (_engine.Options, _engine.Time, _engine.Loggers) = (Options, Time, Loggers);
        await _engine.StartAsync(Functions(registry));
        // The client's own clock times its polls, and a test's clock may stand still.
        _client = new DurableOrchestrationClient(
            Between(new FakeDurableTaskClient(_engine.Client, Serializer, _reasons)), registry, TestJson.Converter, MaxPayloadBytes, TimeProvider.System);
    }

    public override Task StopAsync()
    {
        _client = null;
        return _engine.StopAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private TaskRegistry Functions(TaskRegistry registry)
    {
        var functions = new TaskRegistry();
        foreach (var (name, orchestrator) in registry.Orchestrators)
        {
            functions.AddOrchestrator(
                new OrchestratorDefinition<JsonElement?, JsonElement?>(name),
                () => new OrchestratorFunction(context => RunAsync(context, orchestrator), Serializer, Loggers));
        }

        foreach (var (name, activity) in registry.Activities)
        {
            functions.AddActivity(
                new ActivityDefinition<JsonElement?, JsonElement?>(name),
                () => new LambdaActivity<JsonElement?, JsonElement?>((context, input, stop) => RunAsync(activity, context, input, stop)));
        }

        return functions;
    }

    private async Task<object?> RunAsync(TaskOrchestrationContext context, OrchestratorRegistration orchestrator) =>
        await OrchestratorRunner.RunAsync<JsonElement?>(
            context, TestJson.Converter, MaxPayloadBytes,
            async port => SerializerShim.Parse(
                await orchestrator.InvokeAsync(TestJson.Converter, port, SerializerShim.Text(context.GetInput<JsonElement?>()))));

    // As the app's activity runner does it.
    private async Task<JsonElement?> RunAsync(ActivityRegistration activity, ActivityContext context, JsonElement? input, CancellationToken stop)
    {
        var output = await activity.InvokeAsync(TestJson.Converter, context, SerializerShim.Text(input), stop);
        PayloadLimit.Check(output, MaxPayloadBytes, "The output of activity", activity.Name);
        return SerializerShim.Parse(output);
    }
}
