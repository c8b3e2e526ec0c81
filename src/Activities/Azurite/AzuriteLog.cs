using Microsoft.Extensions.Logging;

namespace Workflows.Activities.Azurite;

internal static partial class AzuriteLog
{
    [LoggerMessage(2100, LogLevel.Information, "Installing Azurite with npm ci into {Folder}")]
    public static partial void Installing(ILogger logger, string folder);

    [LoggerMessage(2101, LogLevel.Information, "Azurite is installed in {Folder} ({Seconds:0.0} s)")]
    public static partial void Installed(ILogger logger, string folder, double seconds);

    [LoggerMessage(2102, LogLevel.Information, "Azurite answers at {Address} (process {ProcessId}, data in {Folder})")]
    public static partial void Started(ILogger logger, Uri address, int processId, string folder);

    [LoggerMessage(2103, LogLevel.Information, "Azurite at {Address} was left behind by a process that died; this one takes it over (process {ProcessId})")]
    public static partial void Adopted(ILogger logger, Uri address, int processId);

    [LoggerMessage(2104, LogLevel.Information, "Azurite already answers at {Address}; it is used and not stopped")]
    public static partial void Found(ILogger logger, Uri address);

    [LoggerMessage(2105, LogLevel.Information, "Azurite (process {ProcessId}) was stopped")]
    public static partial void Stopped(ILogger logger, int processId);

    [LoggerMessage(2106, LogLevel.Warning, "Azurite (process {ProcessId}) did not end within {Seconds} s of SIGTERM and was killed; its last seconds of metadata may be lost")]
    public static partial void Killed(ILogger logger, int processId, double seconds);
}
