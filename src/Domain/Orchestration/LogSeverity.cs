namespace Workflows.Domain.Orchestration;

/// <summary>How much a log line matters. The host maps it to its own log levels.</summary>
public enum LogSeverity
{
    /// <summary>For the developer.</summary>
    Debug,

    /// <summary>The story of the run.</summary>
    Information,

    /// <summary>Something went another way than planned.</summary>
    Warning,

    /// <summary>Something failed.</summary>
    Error,
}
