namespace Workflows.Domain.Orchestration;

/// <summary>An activity or a sub-orchestration failed. The original exception is in <see cref="FailureDetails"/>; its type is not thrown again.</summary>
public sealed class TaskFailedException : Exception
{
    /// <summary>Creates the exception that the orchestrator's <c>await</c> throws.</summary>
    /// <param name="taskName">Name of the activity or orchestrator that failed.</param>
    /// <param name="taskId">Its sequence number in the instance's history.</param>
    /// <param name="failure">What happened.</param>
    public TaskFailedException(string taskName, int taskId, FailureDetails failure)
        : base($"Task '{taskName}' (#{taskId}) failed with an unhandled exception: {failure?.ErrorMessage}")
    {
        ArgumentNullException.ThrowIfNull(failure);
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failure;
    }

    /// <summary>Name of the activity or orchestrator that failed.</summary>
    public string TaskName { get; }

    /// <summary>Sequence number of the call in the instance's history.</summary>
    public int TaskId { get; }

    /// <summary>What happened.</summary>
    public FailureDetails FailureDetails { get; }
}
