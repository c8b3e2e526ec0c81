using Microsoft.Extensions.Logging;

namespace Workflows.Activities.ImplementTask;

internal static partial class ImplementTaskLog
{
    [LoggerMessage(3300, LogLevel.Information, "Task '{Title}' read: {Length} characters, demo: {IsDemo}")]
    public static partial void TaskRead(ILogger logger, string title, int length, bool isDemo);

    [LoggerMessage(3301, LogLevel.Information, "Plan of {Points} points and {Criteria} acceptance criteria; {Cut}")]
    public static partial void Planned(ILogger logger, int points, int criteria, string cut);

    [LoggerMessage(3302, LogLevel.Information, "Prompt for {Agent} rendered: {Length} characters, instructions from {Source}")]
    public static partial void Rendered(ILogger logger, string agent, int length, string source);

    [LoggerMessage(3303, LogLevel.Information, "Round {Round}: {Verdict}, {Reason}")]
    public static partial void Judged(ILogger logger, int round, string verdict, string reason);

    [LoggerMessage(3304, LogLevel.Information, "Reports written: {Files} files, {Bytes} bytes")]
    public static partial void Reported(ILogger logger, int files, long bytes);
}
