using System.Globalization;
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
        // A step within a step says the same again; what the innermost says holds.
        var named = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        provider.Scopes.ForEachScope(static (scope, named) =>
        {
            foreach (var (name, value) in scope as IEnumerable<KeyValuePair<string, object?>> ?? [])
            {
                named[name] = value;
            }
        }, named);
        foreach (var (name, value) in named)
        {
            line.Append(CultureInfo.InvariantCulture, $" {name}={value}");
        }

        // One event, one line: what documents and models wrote must not look like an event of its own.
        provider.Write(logLevel, category, line.Replace("\r", "").Replace("\n", "\\n").ToString(), exception);
    }
}
