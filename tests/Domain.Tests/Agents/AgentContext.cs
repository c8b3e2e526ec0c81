using Workflows.Domain.Orchestration;
using Workflows.Domain.Serialization;

namespace Workflows.Domain.Tests.Agents;

/// <summary>
/// Runs orchestrators against scripted activities and a clock that timers move. Everything passes through the JSON of history on its way.
/// </summary>
internal sealed class AgentContext(string instanceId, AgentContext? parent = null) : OrchestrationContext
{
    private static readonly PayloadConverter _converter = new(WorkflowJson.Default.Options);

    private readonly Dictionary<string, Func<object, object>> _answers = parent?._answers ?? [];
    private readonly AgentClock _clock = parent?._clock ?? new AgentClock();

    /// <summary>Names of the activities and ids of the sub-orchestrations, and the waits, in order.</summary>
    public List<string> Log { get; } = parent?.Log ?? [];

    /// <summary>Inputs of the calls.</summary>
    public List<object> Inputs { get; } = parent?.Inputs ?? [];

    /// <summary>Custom statuses.</summary>
    public List<object> Statuses { get; } = parent?.Statuses ?? [];

    /// <summary>Size of the largest payload.</summary>
    public int LargestPayload
    {
        get => parent?.LargestPayload ?? field;
        private set
        {
            if (parent is null)
            {
                field = value;
            }
            else
            {
                parent.LargestPayload = value;
            }
        }
    }

    public override string Name => "test";

    public override string InstanceId => instanceId;

    public override ParentInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => _clock.Now;

    public override bool IsReplaying => false;

    /// <summary>What was logged: templates with their values.</summary>
    public List<string> Lines { get; } = parent?.Lines ?? [];

    public override IReplaySafeLogger Logger => new ListLogger(Lines);

    public void Pass(TimeSpan time) => _clock.Now += time;

    public void Answer<TInput, TOutput>(ActivityDefinition<TInput, TOutput> activity, Func<TInput, TOutput> answer)
        where TInput : notnull where TOutput : notnull =>
        _answers[activity.Name] = input => answer((TInput)input);

    public void Answer<TInput, TOutput>(OrchestratorDefinition<TInput, TOutput> orchestrator, Func<TInput, TOutput> answer)
        where TInput : notnull where TOutput : notnull =>
        _answers[orchestrator.Name] = input => answer((TInput)input);

    public void Run<TInput, TOutput>(OrchestratorDefinition<TInput, TOutput> orchestrator, Func<IOrchestrator<TInput, TOutput>> create)
        where TInput : notnull where TOutput : notnull =>
        _answers[orchestrator.Name] = input => create().RunAsync(new AgentContext((string)Inputs[^1], this), (TInput)input);

    public override Task<TOutput> CallActivityAsync<TInput, TOutput>(
        ActivityDefinition<TInput, TOutput> activity, TInput input, TaskOptions? options = null)
    {
        Log.Add(activity.Name);
        var crossed = Crossed(input);
        Inputs.Add(crossed!);
        return Task.FromResult(Crossed((TOutput)_answers[activity.Name](crossed!)));
    }

    public override async Task<TOutput> CallSubOrchestratorAsync<TInput, TOutput>(
        OrchestratorDefinition<TInput, TOutput> orchestrator, TInput input, SubOrchestrationOptions? options = null)
    {
        Log.Add(options!.InstanceId!);
        var crossed = Crossed(input);
        Inputs.Add(crossed!);
        Inputs.Add(options.InstanceId!);
        var answer = _answers[orchestrator.Name](crossed!);
        return Crossed(answer is Task<TOutput> running ? await running : (TOutput)answer);
    }

    public override Task CreateTimer(DateTime fireAtUtc, CancellationToken cancellationToken)
    {
        Log.Add(FormattableString.Invariant($"wait {(fireAtUtc - _clock.Now).TotalSeconds}"));
        _clock.Now = fireAtUtc;
        return Task.CompletedTask;
    }

    public override void SetCustomStatus<T>(T customStatus) => Statuses.Add(Crossed(customStatus)!);

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) => new TaskCompletionSource<T>().Task;

    public override void SendEvent<T>(string instanceId, string eventName, T payload) => Log.Add($"event {eventName} to {instanceId}");

    public override void ContinueAsNew<T>(T newInput, bool preserveUnprocessedEvents = true) => throw new NotSupportedException();

    public override Guid NewGuid() => throw new NotSupportedException();

    private T Crossed<T>(T value)
    {
        var json = _converter.Serialize(value)!;
        LargestPayload = Math.Max(LargestPayload, json.Length);
        return _converter.Deserialize<T>(json)!;
    }

    private sealed class AgentClock
    {
        public DateTime Now { get; set; } = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    }

    private sealed class ListLogger(List<string> lines) : IReplaySafeLogger
    {
        public void Log(LogSeverity severity, string template, params object?[] arguments) => lines.Add($"{severity}: {template} [{string.Join(", ", arguments)}]");
    }
}
