namespace DurableTask.Core.Exceptions;

/// <summary>A start was refused, because the id is taken.</summary>
public class OrchestrationAlreadyExistsException : InvalidOperationException
{
    /// <summary>Without words.</summary>
    public OrchestrationAlreadyExistsException()
    {
    }

    /// <summary>With words.</summary>
    public OrchestrationAlreadyExistsException(string message) : base(message)
    {
    }

    /// <summary>With words and a cause.</summary>
    public OrchestrationAlreadyExistsException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
