using Microsoft.DurableTask;
using Workflows.Domain.Orchestration;
using EngineFailedException = Microsoft.DurableTask.TaskFailedException;
using PortFailedException = Workflows.Domain.Orchestration.TaskFailedException;

namespace Workflows.Functions.Tests.Fakes;

/// <summary>
/// What Durable Functions records of an orchestrator function that failed. The engine under the fakes describes exceptions by its own
/// rules, so the record travels through it inside of an exception that says so.
/// </summary>
internal static class RecordedFailure
{
    private const string Mark = "what durable functions recorded";

    /// <summary>An exception that carries the record of another one through the engine.</summary>
    public static Exception Carry(Exception exception) => new PortFailedException(Mark, 0, ToPort(Record(exception)));

    /// <summary>The record, or null when the failure is not one of a function.</summary>
    public static TaskFailureDetails? Read(FailureDetails failure) =>
        failure.ErrorType == typeof(PortFailedException).FullName && failure.ErrorMessage.StartsWith($"Task '{Mark}'", StringComparison.Ordinal)
            ? ToEngine(failure.InnerFailure!)
            : null;

    public static TaskFailureDetails ToEngine(FailureDetails failure) => new(
        failure.ErrorType, failure.ErrorMessage, failure.StackTrace, failure.InnerFailure is { } inner ? ToEngine(inner) : null, null);

    // The details of a failed task are kept when it is what was thrown. Deeper down it is an exception like any other.
    private static TaskFailureDetails Record(Exception exception) => exception is EngineFailedException failed
        ? new TaskFailureDetails(failed.GetType().FullName!, failed.Message, failed.StackTrace, failed.FailureDetails, null)
        : Chain(exception);

    private static TaskFailureDetails Chain(Exception exception) => new(
        exception.GetType().FullName!, exception.Message, exception.StackTrace,
        exception.InnerException is { } inner ? Chain(inner) : null, null);

    private static FailureDetails ToPort(TaskFailureDetails failure) => new(
        failure.ErrorType, failure.ErrorMessage, failure.StackTrace, failure.InnerFailure is { } inner ? ToPort(inner) : null);
}
