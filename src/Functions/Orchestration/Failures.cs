using Microsoft.DurableTask;
using Workflows.Domain.Orchestration;
using EngineFailedException = Microsoft.DurableTask.TaskFailedException;
using PortFailedException = Workflows.Domain.Orchestration.TaskFailedException;

namespace Workflows.Functions.Orchestration;

/// <summary>
/// Failures in the words of the port and in those of Durable Functions. The two exceptions for a failed task stand for each other.
/// Durable Functions keeps the details of a cause only in its own exception, and of any other exception the types and messages that
/// .NET knows; so a failure with a failed task inside travels to its parent in an envelope.
/// </summary>
internal static class Failures
{
    private const int Envelope = -1;
    private const string UnknownError = "TaskFailed";
    private const string NoType = "(unknown)";

    private static readonly string EngineType = typeof(EngineFailedException).FullName!;
    private static readonly string PortType = typeof(PortFailedException).FullName!;

    /// <summary>What a failed call looks like to the orchestrator.</summary>
    public static FailureDetails ToPort(EngineFailedException failed) =>
        // Declared as never null; for a child that was terminated it is. Of a function that there is not, the host says as little.
        failed.FailureDetails is { ErrorType: not NoType } details
            ? ToPort(details)
            : new FailureDetails(UnknownError, $"Durable Functions does not say why '{failed.TaskName}' failed. Is there a function of that name, or was it terminated?");

    /// <summary>A failure in the port's words.</summary>
    public static FailureDetails ToPort(TaskFailureDetails failure)
    {
        if (IsEnvelope(failure))
        {
            return ToPort(failure.InnerFailure!);
        }

        return new FailureDetails(
            failure.ErrorType == EngineType ? PortType : failure.ErrorType,
            failure.ErrorMessage,
            failure.StackTrace,
            failure.InnerFailure is { } inner ? ToPort(inner) : null);
    }

    /// <summary>A failure of a history, in the port's words.</summary>
    public static FailureDetails ToPort(DurableTask.Core.FailureDetails failure) => ToPort(ToEngine(failure));

    /// <summary>A failure that the store kept as a line of text, "type: message".</summary>
    public static FailureDetails FromText(string text)
    {
        var end = text.IndexOf(": ", StringComparison.Ordinal);
        var type = end > 0 ? text[..end] : "";
        return type.Length > 0 && type.All(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '+' or '`')
            ? new FailureDetails(type == EngineType ? PortType : type, text[(end + 2)..])
            : new FailureDetails(UnknownError, text);
    }

    /// <summary>What the function throws in place of what its orchestrator threw.</summary>
    public static Exception ToEngine(Exception exception, string orchestrator, bool isChild) => exception switch
    {
        PortFailedException failed => new EngineFailedException(failed.TaskName, failed.TaskId, ToEngine(failed.FailureDetails)),
        _ when isChild && Causes(exception).Any(cause => cause is PortFailedException) =>
            new EngineFailedException(orchestrator, Envelope, ToEngine(FailureDetails.From(exception))),
        _ => exception,
    };

    private static bool IsEnvelope(TaskFailureDetails failure) =>
        failure.ErrorType == EngineType && failure.InnerFailure is not null
        && failure.ErrorMessage.Contains($"(#{Envelope})", StringComparison.Ordinal);

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    private static TaskFailureDetails ToEngine(DurableTask.Core.FailureDetails failure) => new(
        failure.ErrorType, failure.ErrorMessage, failure.StackTrace,
        failure.InnerFailure is { } inner ? ToEngine(inner) : null, null);

    private static TaskFailureDetails ToEngine(FailureDetails failure) => new(
        failure.ErrorType, failure.ErrorMessage, failure.StackTrace,
        failure.InnerFailure is { } inner ? ToEngine(inner) : null, null);
}
