using Microsoft.Extensions.Logging;

namespace Workflows.Activities.Models;

internal static partial class ModelLog
{
    [LoggerMessage(2000, LogLevel.Information, "Prompt of run {RunId}, round {Round}, to {Model} ({Length} characters): {Prompt}")]
    public static partial void Prompt(ILogger logger, string runId, int round, string model, int length, string prompt);

    [LoggerMessage(2001, LogLevel.Information, "Response of run {RunId}, round {Round}, from {Model}: {Length} characters, {InputTokens} + {OutputTokens} tokens, {Attempts} attempts: {Fragment}")]
    public static partial void Response(ILogger logger, string runId, int round, string model, int length, long inputTokens, long outputTokens, int attempts, string fragment);

    [LoggerMessage(2002, LogLevel.Information, "Run {RunId}, round {Round}: the offline model answers: {Reason}")]
    public static partial void Offline(ILogger logger, string runId, int round, string reason);

    [LoggerMessage(2003, LogLevel.Warning, "Run {RunId}, round {Round}: the real model was asked for and the offline model answers in its place: {Reason}")]
    public static partial void Failover(ILogger logger, string runId, int round, string reason);

    [LoggerMessage(2004, LogLevel.Warning, "{Model} did not answer (attempt {Attempt} of {MaxAttempts}): {Reason}. Asking again in {Seconds:0.0} s")]
    public static partial void Retrying(ILogger logger, string model, int attempt, int maxAttempts, string reason, double seconds);

    [LoggerMessage(2005, LogLevel.Information, "Run {RunId}, round {Round}: {Model} has already answered this prompt; the stored answer is used")]
    public static partial void AlreadyAnswered(ILogger logger, string runId, int round, string model);

    [LoggerMessage(2006, LogLevel.Warning, "Run {RunId}, round {Round}: the answer could not be stored and is kept in memory until it can: {Reason}")]
    public static partial void NotStored(ILogger logger, string runId, int round, string reason);

    [LoggerMessage(2050, LogLevel.Information, "Run {RunId}, round {Round}: {By} has given the answer when the run was forked; no model is asked")]
    public static partial void Given(ILogger logger, string runId, int round, string by);
}
