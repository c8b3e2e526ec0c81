using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Workflows.Activities.Logging;

/// <summary>Registers the log: standard error only, so that standard output stays free for results.</summary>
public static class WorkflowLogging
{
    private const string LevelSetting = "LOG_LEVEL";
    private const string FormatSetting = "LOG_FORMAT";

    // At information, these tell about their own workings on every request.
    private static readonly string[] TalkativeCategories = ["Microsoft", "System", "Azure"];

    /// <summary>
    /// Replaces all providers by one that writes lines to standard error: <c>LOG_LEVEL</c> (trace, debug, information, warning, error,
    /// critical, none; default information) and <c>LOG_FORMAT</c> (console, json; default console).
    /// </summary>
    /// <exception cref="OptionsValidationException">A setting is wrong; the message names it.</exception>
    public static ILoggingBuilder AddWorkflowLogging(this ILoggingBuilder logging, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(logging);
        ArgumentNullException.ThrowIfNull(configuration);
        var formatter = Formatter(configuration[FormatSetting]);
        logging.ClearProviders();
        logging.AddWorkflowLogLevel(configuration);
        logging.Services.TryAddSingleton(TimeProvider.System);
        logging.AddConsole(console =>
        {
            console.FormatterName = formatter;
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
        logging.AddConsoleFormatter<JsonLineFormatter, ConsoleFormatterOptions>();
        logging.AddConsoleFormatter<ShortLineFormatter, ConsoleFormatterOptions>();
        return logging;
    }

    /// <summary>Sets what is logged, <c>LOG_LEVEL</c>, and leaves where it goes to the host.</summary>
    /// <exception cref="OptionsValidationException">The setting is wrong; the message names it.</exception>
    public static ILoggingBuilder AddWorkflowLogLevel(this ILoggingBuilder logging, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(logging);
        ArgumentNullException.ThrowIfNull(configuration);
        var level = Level(configuration[LevelSetting]);
        logging.SetMinimumLevel(level);
        if (level >= LogLevel.Information)
        {
            foreach (var category in TalkativeCategories)
            {
                logging.AddFilter(category, level > LogLevel.Warning ? level : LogLevel.Warning);
            }
        }

        return logging;
    }

    private static LogLevel Level(string? text) => text?.Trim().ToUpperInvariant() switch
    {
        null or "" => LogLevel.Information,
        "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "INFORMATION" or "INFO" => LogLevel.Information,
        "WARNING" or "WARN" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "CRITICAL" or "FATAL" => LogLevel.Critical,
        "NONE" => LogLevel.None,
        _ => throw Invalid($"{LevelSetting} is '{SafeText.OneLine(text)}'. It is one of trace, debug, information, warning, error, critical, none."),
    };

    private static string Formatter(string? text) => text?.Trim().ToUpperInvariant() switch
    {
        null or "" or "CONSOLE" => ShortLineFormatter.FormatterName,
        "JSON" => JsonLineFormatter.FormatterName,
        _ => throw Invalid($"{FormatSetting} is '{SafeText.OneLine(text)}'. It is json or console."),
    };

    private static OptionsValidationException Invalid(string problem) => new("Logging", typeof(WorkflowLogging), [problem]);
}
