namespace Workflows.Domain.SourceControl;

/// <summary>A commit cannot be made as it was asked for. The message says what is wrong, where, and what to do; trying again does not help.</summary>
public sealed class CommitRefusedException(string message) : Exception(message)
{
    /// <summary>How this failure is named in history.</summary>
    public static string ErrorType { get; } = typeof(CommitRefusedException).FullName!;
}
