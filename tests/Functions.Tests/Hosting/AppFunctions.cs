using System.Reflection;
using System.Text.Json;
using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Tests.Contract;
using Workflows.Functions.Hosting;
using Workflows.Functions.Tests.Fakes;

namespace Workflows.Functions.Tests.Hosting;

/// <summary>The app's orchestrator and activity functions as the host runs them: found by their attributes, fed by the worker's serializer.</summary>
internal sealed class AppFunctions(IServiceProvider services)
{
    public static IReadOnlyList<FunctionMethod> All { get; } = FunctionMethod.In(typeof(WorkflowsApplication).Assembly);

    public SerializerShim Serializer { get; } = new(services.GetRequiredService<IOptions<WorkerOptions>>().Value.Serializer
        ?? throw new InvalidOperationException("The app registered no serializer with the worker."));

    private ILoggerFactory Loggers => services.GetRequiredService<ILoggerFactory>();

    public TaskRegistry Registry()
    {
        var registry = new TaskRegistry();
        foreach (var function in All)
        {
            if (function.Bound<OrchestrationTriggerAttribute>() is { } orchestrator)
            {
                registry.AddOrchestrator(
                    new OrchestratorDefinition<JsonElement?, JsonElement?>(orchestrator.Attribute.Orchestration ?? function.Name),
                    () => new OrchestratorFunction(context => OrchestrateAsync(function, context), Serializer, Loggers));
            }
            else if (function.Bound<ActivityTriggerAttribute>() is { } activity)
            {
                registry.AddActivity(
                    new ActivityDefinition<JsonElement?, JsonElement?>(activity.Attribute.Activity ?? function.Name),
                    () => new LambdaActivity<JsonElement?, JsonElement?>((context, input, stop) => ActAsync(function, activity.Parameter, context, input, stop)));
            }
        }

        return registry;
    }

    private static Task<object?> OrchestrateAsync(FunctionMethod function, FakeTaskOrchestrationContext context) =>
        function.CallAsync(
            type => throw new InvalidOperationException($"{type} has an orchestrator that is not static."),
            parameter => parameter.ParameterType == typeof(TaskOrchestrationContext) ? context : context.Input(parameter.ParameterType));

    private async Task<JsonElement?> ActAsync(
        FunctionMethod function, ParameterInfo trigger, ActivityContext context, JsonElement? input, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
        {
            ["instanceId"] = context.InstanceId,
            ["data"] = SerializerShim.Text(input),
            [trigger.Name!] = SerializerShim.Text(input),
        };
        var call = new FakeFunctionContext(function.Name, scope.ServiceProvider, data, stop);
        return Serializer.Element(await function.CallAsync(
            type => ActivatorUtilities.CreateInstance(scope.ServiceProvider, type),
            parameter => parameter == trigger ? Serializer.Deserialize(SerializerShim.Text(input), parameter.ParameterType)
                : parameter.ParameterType == typeof(FunctionContext) ? call
                : parameter.ParameterType == typeof(CancellationToken) ? stop
                : throw new InvalidOperationException($"'{function.Name}' has a parameter '{parameter.Name}' that nothing binds.")));
    }
}
