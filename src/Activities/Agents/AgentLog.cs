using Microsoft.Extensions.Logging;

namespace Workflows.Activities.Agents;

internal static partial class AgentLog
{
    [LoggerMessage(2100, LogLevel.Information, "Run {RunId}, {Agent}, turn {Turn}: prompt to {Model} ({Length} bytes in all): {Prompt}")]
    public static partial void Prompt(ILogger logger, string runId, string agent, int turn, string model, long length, string prompt);

    [LoggerMessage(2101, LogLevel.Information, "Run {RunId}, {Agent}, turn {Turn}: response from {Model}: {Length} characters, {Calls} tool calls, {InputTokens} + {OutputTokens} tokens, {Attempts} attempts: {Fragment}")]
    public static partial void Response(ILogger logger, string runId, string agent, int turn, string model, int length, int calls, long inputTokens, long outputTokens, int attempts, string fragment);

    [LoggerMessage(2102, LogLevel.Information, "Run {RunId}, {Agent}: the offline script answers: {Reason}")]
    public static partial void Offline(ILogger logger, string runId, string agent, string reason);

    [LoggerMessage(2103, LogLevel.Warning, "Run {RunId}, {Agent}: a real model was asked for and the offline script answers in its place: {Reason}")]
    public static partial void Failover(ILogger logger, string runId, string agent, string reason);

    [LoggerMessage(2104, LogLevel.Warning, "Run {RunId}, {Agent}, turn {Turn}: {Model} did not answer ({Kind}): {Reason}")]
    public static partial void Failed(ILogger logger, string runId, string agent, int turn, string model, string kind, string reason);

    [LoggerMessage(2105, LogLevel.Information, "Run {RunId}, {Agent}, turn {Turn}: {Model} has already answered; the stored answer is used")]
    public static partial void AlreadyAnswered(ILogger logger, string runId, string agent, int turn, string model);

    [LoggerMessage(2106, LogLevel.Warning, "Run {RunId}, {Agent}, turn {Turn}: the answer could not be stored and is kept in memory until it can: {Reason}")]
    public static partial void NotStored(ILogger logger, string runId, string agent, int turn, string reason);
}
