namespace Workflows.Domain.GenerateTests;

/// <summary>The prompt template cannot be read or used. The message names the file and what to do; trying again does not help.</summary>
public sealed class MissingTemplateException(string message) : Exception(message)
{
    /// <summary>How this failure is named in history.</summary>
    public static string ErrorType { get; } = typeof(MissingTemplateException).FullName!;
}
