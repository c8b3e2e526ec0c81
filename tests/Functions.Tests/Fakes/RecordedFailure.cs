using Microsoft.DurableTask;
using Workflows.Domain.Orchestration;
using EngineFailedException = Microsoft.DurableTask.TaskFailedException;
using PortFailedException = Workflows.Domain.Orchestration.TaskFailedException;

namespace Workflows.Functions.Tests.Fakes;

/// <summary>
/// What Durable Functions records of an orchestrator function that failed: of its own exception for a failed task the details whole, if
/// that is what was thrown; of any other the types and words, and of a failed task inside of it nothing more.
/// </summary>
internal static class RecordedFailure
{
    private static readonly string EngineType = typeof(EngineFailedException).FullName!;
    private static readonly string PortType = typeof(PortFailedException).FullName!;

    /// <summary>What the engine under the fakes is given in place of what the function threw: the exception that it keeps whole.</summary>
    public static PortFailedException Carry(EngineFailedException failed) => new(failed.TaskName, failed.TaskId, ToPort(failed.FailureDetails));

    /// <summary>The failure of an orchestrator.</summary>
    public static TaskFailureDetails Read(FailureDetails failure) =>
        failure.ErrorType == PortType ? ToEngine(failure) with { ErrorType = EngineType } : ToEngine(Recorded(failure));

    /// <summary>The failure of a child. Nothing carries why to the worker when it was terminated, or never began.</summary>
    public static TaskFailureDetails? ReadChild(FailureDetails failure) =>
        failure.ErrorType.Contains('.', StringComparison.Ordinal) && !failure.ErrorMessage.StartsWith("No orchestrator '", StringComparison.Ordinal)
            ? Read(failure)
            : null;

    /// <summary>The failure of an activity; one that there is not fails with as little.</summary>
    public static TaskFailureDetails ReadActivity(FailureDetails failure) =>
        failure.ErrorMessage.StartsWith("No activity '", StringComparison.Ordinal)
            ? new TaskFailureDetails("(unknown)", "(unknown)", null, null, null)
            : ToEngine(failure);

    private static FailureDetails Recorded(FailureDetails failure) => failure with
    {
        InnerFailure = failure.ErrorType == PortType ? null : failure.InnerFailure is { } inner ? Recorded(inner) : null,
    };

    private static TaskFailureDetails ToEngine(FailureDetails failure) => new(
        failure.ErrorType, failure.ErrorMessage, failure.StackTrace, failure.InnerFailure is { } inner ? ToEngine(inner) : null, null);

    private static FailureDetails ToPort(TaskFailureDetails failure) => new(
        failure.ErrorType, failure.ErrorMessage, failure.StackTrace, failure.InnerFailure is { } inner ? ToPort(inner) : null);
}
