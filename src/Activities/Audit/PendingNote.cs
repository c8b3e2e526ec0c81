using Workflows.Domain.Audit;

namespace Workflows.Activities.Audit;

/// <summary>A note on its way into the log, and who waits for it.</summary>
internal sealed class PendingNote(AuditNote note)
{
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AuditNote Note { get; } = note;

    /// <summary>Whether it is new, as far as is known; told when its group is durable.</summary>
    public bool IsNew { get; set; }

    public Task<bool> Done => _done.Task;

    public void Complete() => _done.TrySetResult(IsNew);

    public void Fail(Exception failure) => _done.TrySetException(failure);
}
