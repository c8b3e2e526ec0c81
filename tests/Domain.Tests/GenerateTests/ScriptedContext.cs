using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Serialization;

namespace Workflows.Domain.Tests.GenerateTests;

/// <summary>
/// Answers an orchestrator's calls from a script and notes what it asked for. Everything passes through the JSON of history on its way,
/// so that a type that cannot cross it is found here.
/// </summary>
internal sealed class ScriptedContext(string instanceId) : OrchestrationContext
{
    private readonly PayloadConverter _converter = new(WorkflowJson.Default.Options);
    private readonly Dictionary<string, Func<object, object>> _answers = [];

    /// <summary>Names of the activities and sub-orchestrations, in the order of the calls.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Inputs of the calls.</summary>
    public List<object> Inputs { get; } = [];

    /// <summary>The retry policies of the calls.</summary>
    public List<RetryPolicy?> Policies { get; } = [];

    /// <summary>Ids of the sub-orchestrations.</summary>
    public List<string?> ChildIds { get; } = [];

    /// <summary>Events that were sent, with where.</summary>
    public List<(string InstanceId, string Name)> Sent { get; } = [];

    /// <summary>Custom statuses, in order.</summary>
    public List<GenerateTestsStatus> Statuses { get; } = [];

    public override string Name => "generate-tests";

    public override string InstanceId => instanceId;

    public override ParentInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public override bool IsReplaying => false;

    public override IReplaySafeLogger Logger { get; } = new Silence();

    public void Answer<TInput, TOutput>(ActivityDefinition<TInput, TOutput> activity, Func<TInput, TOutput> answer)
        where TInput : notnull where TOutput : notnull =>
        _answers[activity.Name] = input => answer((TInput)input);

    public void Answer<TInput, TOutput>(OrchestratorDefinition<TInput, TOutput> orchestrator, Func<TInput, TOutput> answer)
        where TInput : notnull where TOutput : notnull =>
        _answers[orchestrator.Name] = input => answer((TInput)input);

    public override Task<TOutput> CallActivityAsync<TInput, TOutput>(
        ActivityDefinition<TInput, TOutput> activity, TInput input, TaskOptions? options = null)
    {
        Calls.Add(activity.Name);
        Policies.Add(options?.Retry);
        var crossed = _converter.Deserialize<TInput>(_converter.Serialize(input))!;
        Inputs.Add(crossed);
        var answer = (TOutput)_answers[activity.Name](crossed);
        return Task.FromResult(_converter.Deserialize<TOutput>(_converter.Serialize(answer))!);
    }

    public override void SetCustomStatus<T>(T customStatus) =>
        Statuses.Add(JsonSerializer.Deserialize(
            JsonSerializer.Serialize(customStatus, (JsonTypeInfo<T>)WorkflowJson.Default.Options.GetTypeInfo(typeof(T))),
            WorkflowJson.Default.GenerateTestsStatus)!);

    public override Task<TOutput> CallSubOrchestratorAsync<TInput, TOutput>(
        OrchestratorDefinition<TInput, TOutput> orchestrator, TInput input, SubOrchestrationOptions? options = null)
    {
        Calls.Add(orchestrator.Name);
        ChildIds.Add(options?.InstanceId);
        var crossed = _converter.Deserialize<TInput>(_converter.Serialize(input))!;
        Inputs.Add(crossed);
        var answer = (TOutput)_answers[orchestrator.Name](crossed!);
        return Task.FromResult(_converter.Deserialize<TOutput>(_converter.Serialize(answer))!);
    }

    public override Task CreateTimer(DateTime fireAtUtc, CancellationToken cancellationToken)
    {
        Calls.Add($"wait {(fireAtUtc - CurrentUtcDateTime).TotalSeconds:0}");
        return Task.CompletedTask;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) => throw Unscripted();

    public override void SendEvent<T>(string instanceId, string eventName, T payload) => Sent.Add((instanceId, eventName));

    public override void ContinueAsNew<T>(T newInput, bool preserveUnprocessedEvents = true) => throw Unscripted();

    public override Guid NewGuid() => throw Unscripted();

    private static NotSupportedException Unscripted() => new("The script does not know this call.");

    private sealed class Silence : IReplaySafeLogger
    {
        public void Log(LogSeverity severity, string template, params object?[] arguments)
        {
        }
    }
}
