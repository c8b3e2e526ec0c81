using Microsoft.Extensions.Logging;

namespace Workflows.Activities.Workspaces;

internal static partial class WorkspaceLog
{
    [LoggerMessage(2701, LogLevel.Information, "Run {RunId}: took {Files} files ({Bytes} bytes) from {Source}; {LeftOut} left out.")]
    public static partial void Opened(ILogger logger, string runId, int files, long bytes, string source, int leftOut);

    [LoggerMessage(2702, LogLevel.Information, "Run {RunId}: round {Round}, tests: {Outcome} in {Seconds} s ({Isolation}).")]
    public static partial void Tested(ILogger logger, string runId, int round, string outcome, double seconds, string isolation);

    [LoggerMessage(2703, LogLevel.Information, "Run {RunId}: wrote {Written} files back to {Folder}; {Conflicts} were changed there meanwhile and left alone.")]
    public static partial void Applied(ILogger logger, string runId, int written, string folder, int conflicts);

    [LoggerMessage(2704, LogLevel.Information, "Run {RunId}: reports are in {Folder}.")]
    public static partial void Published(ILogger logger, string runId, string folder);

    [LoggerMessage(2705, LogLevel.Warning, "Run {RunId}: reports could not be written to {Folder}: {Problem}")]
    public static partial void NotPublished(ILogger logger, string runId, string folder, string problem);

    [LoggerMessage(2706, LogLevel.Warning, "Commands run behind the fence '{Fence}' from now on, because stronger ones do not work on this machine: {Refused}.")]
    public static partial void WeakerFence(ILogger logger, string fence, string refused);
}
