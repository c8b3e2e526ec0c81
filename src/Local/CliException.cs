namespace Workflows.Local;

/// <summary>Ends a command with one line that says what happened and one that says what to do.</summary>
internal sealed class CliException(ExitCode code, string message, string advice, Exception? cause = null) : Exception(message, cause)
{
    public ExitCode Code { get; } = code;

    public string Advice { get; } = advice;
}
