namespace Workflows.Local.Hosting;

/// <summary>Where a host writes its log.</summary>
internal enum LogTarget
{
    /// <summary>A file in the data folder: the console belongs to the command.</summary>
    File,

    /// <summary>The console, by LOG_LEVEL and LOG_FORMAT.</summary>
    Console,
}
