using Workflows.Domain.Orchestration;
using Workflows.Engine.Store;

namespace Workflows.Engine.Worker;

/// <summary>An activity, sub-orchestration or timer whose end the orchestrator may be waiting for.</summary>
internal sealed class OpenTask(int id, HistoryKind kind, string? name)
{
    // Continuations run where the result is set: on the orchestrator's own code path, in order.
    private readonly TaskCompletionSource<string?> _completion = new();

    public int Id => id;

    public HistoryKind Kind => kind;

    public string? Name => name;

    public Task<string?> Completion => _completion.Task;

    /// <summary>Whether a message of this kind is an answer to this task.</summary>
    public bool IsAnsweredBy(HistoryKind message) => (kind, message) switch
    {
        (HistoryKind.TaskScheduled, HistoryKind.TaskCompleted or HistoryKind.TaskFailed) => true,
        (HistoryKind.SubOrchestrationInstanceCreated, HistoryKind.SubOrchestrationInstanceCompleted or HistoryKind.SubOrchestrationInstanceFailed) => true,
        (HistoryKind.TimerCreated, HistoryKind.TimerFired) => true,
        _ => false,
    };

    public void Complete(string? data) => _completion.SetResult(data);

    public void Fail(FailureDetails failure) => _completion.SetException(new TaskFailedException(name ?? "", id, failure));

    public void Cancel(CancellationToken cancellationToken) => _completion.TrySetCanceled(cancellationToken);
}
