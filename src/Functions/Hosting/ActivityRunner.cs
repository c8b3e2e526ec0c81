using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Logging;
using Workflows.Domain.Orchestration;

namespace Workflows.Functions.Hosting;

/// <summary>Runs an activity of the registry for a function call.</summary>
public sealed class ActivityRunner(TaskRegistry registry, ILogger<ActivityRunner> logger)
{
    private const string InstanceIdData = "instanceId";

    /// <summary>Runs the activity. An exception becomes the task's failure.</summary>
    /// <exception cref="PayloadTooLargeException">The output is over the limit.</exception>
    public async Task<TOutput> RunAsync<TInput, TOutput>(ActivityDefinition<TInput, TOutput> definition, TInput input, FunctionContext call)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(call);
        var instanceId = InstanceIdOf(call);
        using var scope = RunScope.Begin(logger, instanceId, definition.Name);
        var context = new ActivityContext(instanceId, definition.Name, TaskKey(instanceId, definition.Name, WorkflowSerializer.Converter.Serialize(input)));
        var output = await registry.CreateActivity(definition).RunAsync(context, input, call.CancellationToken);
        PayloadLimit.Check(WorkflowSerializer.Converter.Serialize(output), PayloadLimit.DefaultBytes, "The output of activity", definition.Name);
        return output;
    }

    // The host gives no number of the call; the same call has the same input, and another one has another.
    private static string TaskKey(string instanceId, string activity, string? input) =>
        string.Create(CultureInfo.InvariantCulture, $"{instanceId}/{activity}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(input ?? "null")))}");

    private static string InstanceIdOf(FunctionContext call) =>
        call.BindingContext.BindingData.TryGetValue(InstanceIdData, out var value) && value is string { Length: > 0 } id
            ? id.Trim('"')
            : throw new InvalidOperationException(
                $"The host gave no '{InstanceIdData}' to the activity function '{call.FunctionDefinition.Name}'. It needs the Durable Functions extension 1.2 or newer.");
}
