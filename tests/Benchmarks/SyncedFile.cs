using System.Text;

namespace Workflows.Benchmarks;

/// <summary>A file of lines, each of which is on the disk before the call returns: what an audit log costs.</summary>
internal sealed class SyncedFile(string path)
{
    private readonly Lock _gate = new();

    public void Append(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        lock (_gate)
        {
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }
    }
}
