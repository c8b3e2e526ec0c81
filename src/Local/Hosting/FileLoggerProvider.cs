using Microsoft.Extensions.Logging;

namespace Workflows.Local.Hosting;

/// <summary>Writes the log to one file a day, opened with the first line.</summary>
internal sealed class FileLoggerProvider(string folder, TimeProvider time) : ILoggerProvider, ISupportExternalScope
{
    private readonly Lock _gate = new();
    private StreamWriter? _writer;
    private bool _broken;

    /// <summary>What a line belongs to: the run and its step.</summary>
    public IExternalScopeProvider Scopes { get; private set; } = new LoggerExternalScopeProvider();

    public ILogger CreateLogger(string categoryName) => new FileLogger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => Scopes = scopeProvider;

    public void Dispose()
    {
        lock (_gate)
        {
            _writer?.Dispose();
            _broken = true;
        }
    }

    public void Write(LogLevel level, string category, string message, Exception? exception)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (_broken)
            {
                return;
            }

            try
            {
                _writer ??= Open(now);
                _writer.WriteLine($"{now:yyyy-MM-ddTHH:mm:ss.fffZ} {level} {category}: {message}");
                if (exception is not null)
                {
                    _writer.WriteLine(exception);
                }
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // A log that cannot be written must not stop the work; what cannot be stored durably says so itself.
                _broken = true;
            }
        }
    }

    private StreamWriter Open(DateTimeOffset now)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"workflows-{now:yyyyMMdd}.log");
        return new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
    }
}
