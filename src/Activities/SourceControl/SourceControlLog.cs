using Microsoft.Extensions.Logging;

namespace Workflows.Activities.SourceControl;

internal static partial class SourceControlLog
{
    [LoggerMessage(2300, LogLevel.Information, "Run {RunId}: pushed commit {Commit} to branch {Branch} of {Repository}, approved by {Author}")]
    public static partial void Pushed(ILogger logger, string runId, string commit, string branch, string repository, string author);

    [LoggerMessage(2301, LogLevel.Information, "Run {RunId}: commit {Commit} already stands on branch {Branch} of {Repository}; nothing is pushed")]
    public static partial void Exists(ILogger logger, string runId, string commit, string branch, string repository);

    [LoggerMessage(2308, LogLevel.Information, "Run {RunId}: branch {Branch} begins at commit {Commit} of an earlier run, which the files of this one rest on")]
    public static partial void OnEarlier(ILogger logger, string runId, string branch, string commit);

    [LoggerMessage(2302, LogLevel.Information, "Run {RunId}: branch {Branch} moved while the commit was made (attempt {Attempt} of {MaxAttempts}); it is made anew on the new tip")]
    public static partial void Moved(ILogger logger, string runId, string branch, int attempt, int maxAttempts);

    [LoggerMessage(2303, LogLevel.Warning, "The clone of {Repository} on this machine cannot be used and is made anew: {Reason}")]
    public static partial void CloneDiscarded(ILogger logger, string repository, string reason);

    [LoggerMessage(2304, LogLevel.Information, "Run {RunId}: commit {Commit} on branch {Branch} of {Repository} is taken back by commit {Revert}, asked for by {Author}")]
    public static partial void Reverted(ILogger logger, string runId, string commit, string branch, string repository, string revert, string author);

    [LoggerMessage(2305, LogLevel.Information, "Run {RunId}: commit {Commit} on branch {Branch} of {Repository} is taken back already by commit {Revert}; nothing is pushed")]
    public static partial void AlreadyReverted(ILogger logger, string runId, string commit, string branch, string repository, string revert);

    [LoggerMessage(2306, LogLevel.Warning, "Run {RunId}: commit {Commit} on branch {Branch} of {Repository} is not taken back: {Reason}")]
    public static partial void NotReverted(ILogger logger, string runId, string commit, string branch, string repository, string reason);

    [LoggerMessage(2307, LogLevel.Warning, "Run {RunId}: {Repository} cannot be reached, and the commit waits for it: {Reason}")]
    public static partial void Unreachable(ILogger logger, string runId, string repository, string reason);
}
