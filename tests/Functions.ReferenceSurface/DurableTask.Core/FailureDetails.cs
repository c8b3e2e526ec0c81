namespace DurableTask.Core;

/// <summary>A failure as the engine's history holds it.</summary>
public class FailureDetails
{
    /// <summary>A failure by its parts.</summary>
    public FailureDetails(string errorType, string errorMessage, string? stackTrace, FailureDetails? innerFailure, bool isNonRetriable)
    {
        ErrorType = errorType;
        ErrorMessage = errorMessage;
        StackTrace = stackTrace;
        InnerFailure = innerFailure;
        IsNonRetriable = isNonRetriable;
    }

    /// <summary>Full name of the exception's type.</summary>
    public string ErrorType { get; }

    /// <summary>Its message.</summary>
    public string ErrorMessage { get; }

    /// <summary>Where it was thrown.</summary>
    public string? StackTrace { get; }

    /// <summary>What caused it.</summary>
    public FailureDetails? InnerFailure { get; }

    /// <summary>Whether no retry can help.</summary>
    public bool IsNonRetriable { get; }
}
