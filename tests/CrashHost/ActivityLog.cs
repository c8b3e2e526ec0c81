using System.Text;

namespace Workflows.CrashHost;

/// <summary>
/// What activities really did, written by themselves: one line when a call begins and one when it is done. Each line is one write to
/// the end of the file, so that a killed process leaves whole lines.
/// </summary>
public sealed class ActivityLog(string path) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    /// <summary>A call begins.</summary>
    public void Start(string key) => Write("start", key);

    /// <summary>A call is done, but its result is not yet stored.</summary>
    public void End(string key) => Write("end", key);

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private void Write(string what, string key)
    {
        var line = Encoding.UTF8.GetBytes($"{what} {key}\n");
        lock (_gate)
        {
            _file.Write(line);
        }
    }
}
