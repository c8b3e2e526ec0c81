using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Workflows.Activities.Logging;

/// <summary><c>LOG_FORMAT=console</c>: a line that a person reads: time, level, category, run and step, message.</summary>
internal sealed class ShortLineFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "workflows-console";

    private static readonly string[] ShownValues = ["runId", "userId", "step"];

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var category = logEntry.Category[(logEntry.Category.LastIndexOf('.') + 1)..];
        textWriter.Write(time.GetUtcNow().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture));
        textWriter.Write($" {Level(logEntry.LogLevel)} {SafeText.OneLine(category)}");

        var values = LogValues.Of(logEntry.State, scopeProvider);
        var shown = ShownValues.Where(values.ContainsKey).Select(name => SafeText.OneLine(values[name])).ToList();
        if (shown.Count > 0)
        {
            textWriter.Write($" [{string.Join(' ', shown)}]");
        }

        textWriter.Write(' ');
        textWriter.Write(SafeText.OneLine(logEntry.Formatter(logEntry.State, logEntry.Exception)));
        textWriter.Write('\n');
        if (logEntry.Exception is { } exception)
        {
            // Indented, so that no line of a message within it passes for a line of the log.
            foreach (var line in exception.ToString().Split('\n'))
            {
                textWriter.Write($"    | {SafeText.OneLine(line.TrimEnd('\r'))}\n");
            }
        }
    }

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace => "TRC",
        LogLevel.Debug => "DBG",
        LogLevel.Information => "INF",
        LogLevel.Warning => "WRN",
        LogLevel.Error => "ERR",
        _ => "CRT",
    };
}
