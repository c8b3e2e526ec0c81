using System.Text.Json.Serialization;

namespace Workflows.Domain.Orchestration;

/// <summary>A failure as it is stored in history and shown to callers: the original exception's own words, not the exception.</summary>
/// <param name="ErrorType">Full name of the exception's type.</param>
/// <param name="ErrorMessage">The exception's message.</param>
/// <param name="StackTrace">Where it was thrown; null where that is not known.</param>
/// <param name="InnerFailure">What caused it.</param>
public sealed record FailureDetails(string ErrorType, string ErrorMessage, string? StackTrace = null, FailureDetails? InnerFailure = null)
{
    /// <summary>Describes an exception with all that caused it. A failure that came from a task is unfolded, so that the root cause is kept.</summary>
    public static FailureDetails From(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var inner = exception switch
        {
            TaskFailedException failed => failed.FailureDetails,
            { InnerException: { } cause } => From(cause),
            _ => null,
        };
        return new FailureDetails(exception.GetType().FullName ?? exception.GetType().Name, exception.Message, exception.StackTrace, inner);
    }

    /// <summary>Whether this failure or one of its causes is of the given type (full name).</summary>
    public bool IsCausedBy(string errorType) =>
        string.Equals(ErrorType, errorType, StringComparison.Ordinal) || (InnerFailure?.IsCausedBy(errorType) ?? false);

    /// <summary>Whether this failure or one of its causes is exactly of type <typeparamref name="TException"/>.</summary>
    public bool IsCausedBy<TException>() where TException : Exception => IsCausedBy(typeof(TException).FullName!);

    /// <summary>The innermost failure: what really happened.</summary>
    [JsonIgnore]
    public FailureDetails RootCause => InnerFailure is null ? this : InnerFailure.RootCause;

    /// <summary>One line, the innermost failure last. (What a record prints by itself would follow <see cref="RootCause"/> without end.)</summary>
    public override string ToString() => InnerFailure is null ? $"{ErrorType}: {ErrorMessage}" : $"{ErrorType}: {ErrorMessage} <- {InnerFailure}";
}
