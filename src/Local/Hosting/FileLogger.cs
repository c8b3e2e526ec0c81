using System.Text;
using Microsoft.Extensions.Logging;

namespace Workflows.Local.Hosting;

/// <summary>One category of the log file.</summary>
internal sealed class FileLogger(FileLoggerProvider provider, string category) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => provider.Scopes.Push(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = new StringBuilder(formatter(state, exception));
        provider.Scopes.ForEachScope(static (scope, line) =>
        {
            if (scope is IEnumerable<KeyValuePair<string, object?>> values)
            {
                line.Append(' ').AppendJoin(' ', values.Select(value => $"{value.Key}={value.Value}"));
            }
        }, line);
        // One event, one line: what documents and models wrote must not look like an event of its own.
        provider.Write(logLevel, category, line.Replace("\r", "").Replace("\n", "\\n").ToString(), exception);
    }
}
