namespace Workflows.Domain.GenerateTests;

/// <summary>The document cannot be used. The message says what is wrong, where, and what to do; trying again does not help.</summary>
public sealed class InvalidDocumentException(string message) : Exception(message)
{
    /// <summary>How this failure is named in history.</summary>
    public static string ErrorType { get; } = typeof(InvalidDocumentException).FullName!;
}
