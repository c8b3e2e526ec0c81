using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Workflows.Domain.Orchestration;
using EngineFailedException = Microsoft.DurableTask.TaskFailedException;
using EngineSubOptions = Microsoft.DurableTask.SubOrchestrationOptions;
using EngineTaskOptions = Microsoft.DurableTask.TaskOptions;
using PortFailedException = Workflows.Domain.Orchestration.TaskFailedException;
using PortSubOptions = Workflows.Domain.Orchestration.SubOrchestrationOptions;

namespace Workflows.Functions.Tests.Fakes;

/// <summary>
/// A context that behaves as that of Durable Functions, driven by the embedded engine: what differs between the two is as it is there.
/// </summary>
internal sealed class FakeTaskOrchestrationContext(OrchestrationContext engine, JsonElement? input, SerializerShim json, ILoggerFactory loggers)
    : TaskOrchestrationContext
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(3);

    private readonly EventWaits _events = new(engine, json);
    private readonly List<Task> _open = [];

    public override TaskName Name => engine.Name;

    public override string InstanceId => engine.InstanceId;

    public override ParentOrchestrationInstance? Parent { get; } =
        engine.Parent is { } parent ? new ParentOrchestrationInstance(parent.Name, parent.InstanceId) : null;

    public override DateTime CurrentUtcDateTime => engine.CurrentUtcDateTime;

    public override bool IsReplaying => engine.IsReplaying;

    /// <summary>Fails when something went wrong that no orchestrator can catch.</summary>
    public Task Broken => _events.Broken;

    protected override ILoggerFactory LoggerFactory => loggers;

    public override T? GetInput<T>() where T : default => json.Value<T>(input);

    /// <summary>The input as a type that is known at run time, as the binding of a parameter asks for it.</summary>
    public object? Input(Type type) => json.Deserialize(SerializerShim.Text(input), type);

    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, EngineTaskOptions? options = null)
    {
        NoRetry(options);
        var call = engine.CallActivityAsync(new ActivityDefinition<JsonElement?, JsonElement?>(name), json.Element(input));
        return json.Value<TResult>(await Opened(AnswerAsync(call, RecordedFailure.ReadActivity)));
    }

    public override async Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, EngineTaskOptions? options = null)
    {
        NoRetry(options);
        var id = (options as EngineSubOptions)?.InstanceId ?? NewGuid().ToString("N");
        var call = engine.CallSubOrchestratorAsync(
            new OrchestratorDefinition<JsonElement?, JsonElement?>(orchestratorName), json.Element(input), new PortSubOptions(id));
        return json.Value<TResult>(await Opened(AnswerAsync(call, RecordedFailure.ReadChild)));
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        // A time without a kind is taken for the machine's own, and this machine stands five hours east. Long timers are made of short ones.
        var end = fireAt.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(fireAt.AddHours(-5), DateTimeKind.Utc) : fireAt.ToUniversalTime();
        while (end - CurrentUtcDateTime > LongestTimer && !cancellationToken.IsCancellationRequested)
        {
            await Opened(engine.CreateTimer(CurrentUtcDateTime + LongestTimer, cancellationToken));
        }

        await Opened(engine.CreateTimer(end, cancellationToken));
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) =>
        _events.WaitAsync<T>(eventName, cancellationToken);

    public override void SendEvent(string instanceId, string eventName, object payload) => engine.SendEvent(instanceId, eventName, json.Element(payload));

    public override void SetCustomStatus(object? customStatus) => engine.SetCustomStatus(json.Element(customStatus));

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        engine.ContinueAsNew(json.Element(newInput), preserveUnprocessedEvents);
        if (preserveUnprocessedEvents)
        {
            _events.PassOn();
        }
    }

    public override Guid NewGuid() => engine.NewGuid();

    /// <summary>An execution does not end while anything that it asked for is under way; waits for events do not count.</summary>
    public async Task AllClosedAsync()
    {
        while (_open.Find(task => !task.IsCompleted) is { } task)
        {
            try
            {
                await task;
            }
            catch (Exception)
            {
                // It is over, and nobody asks how it ended.
            }
        }
    }

    private static void NoRetry(EngineTaskOptions? options)
    {
        if (options?.Retry is not null)
        {
            throw new NotSupportedException("The adapters make retries themselves; the fake makes none.");
        }
    }

    private static async Task<JsonElement?> AnswerAsync(Task<JsonElement?> call, Func<FailureDetails, TaskFailureDetails?> failure)
    {
        try
        {
            return await call;
        }
        catch (PortFailedException failed)
        {
            throw new EngineFailedException(failed.TaskName, failed.TaskId, failure(failed.FailureDetails)!);
        }
    }

    private T Opened<T>(T task) where T : Task
    {
        _open.RemoveAll(known => known.IsCompleted);
        _open.Add(task);
        return task;
    }
}
