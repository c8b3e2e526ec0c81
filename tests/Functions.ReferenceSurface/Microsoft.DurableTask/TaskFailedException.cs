namespace Microsoft.DurableTask;

/// <summary>An activity or a sub-orchestration failed.</summary>
public sealed class TaskFailedException : Exception
{
    /// <summary>A failure by its details. Its message holds the message of the details.</summary>
    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base(failureDetails?.ErrorMessage is { } reason
            ? $"Task '{taskName}' (#{taskId}) failed with an unhandled exception: {reason}"
            : $"Task '{taskName}' (#{taskId}) failed with an unhandled exception.")
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails!;
    }

    /// <summary>What failed.</summary>
    public string TaskName { get; }

    /// <summary>The number of the call in the history.</summary>
    public int TaskId { get; }

    /// <summary>Why. Not declared so, but null for a sub-orchestration that was terminated.</summary>
    public TaskFailureDetails FailureDetails { get; }
}
