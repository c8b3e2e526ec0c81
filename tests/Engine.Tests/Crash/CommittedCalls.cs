using System.Globalization;
using Workflows.Engine.Store;
using Workflows.Engine.Tests.Embedded;

namespace Workflows.Engine.Tests.Crash;

/// <summary>
/// The activity calls whose completion stands in a store that a killed process left. The files are copied first: reading them must not
/// be what recovers them.
/// </summary>
internal sealed class CommittedCalls
{
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    public int Count => _keys.Count;

    public bool Contains(string taskKey) => _keys.Contains(taskKey);

    public void ReadFrom(string hubPath, TemporaryFolder folder)
    {
        if (!File.Exists(hubPath))
        {
            return;
        }

        var copy = folder.File("copy.db");
        foreach (var suffix in new[] { "", "-wal", "-shm" })
        {
            File.Delete(copy + suffix);
        }

        File.Copy(hubPath, copy);
        if (File.Exists(hubPath + "-wal"))
        {
            File.Copy(hubPath + "-wal", copy + "-wal");
        }

        using var database = SqliteDatabase.Open(copy, readOnly: false);
        if (database.ExecuteScalar("SELECT count(*) FROM sqlite_master WHERE name = 'history'") == 0)
        {
            return;
        }

        if (database.ExecuteText("PRAGMA integrity_check") is var health && health != "ok")
        {
            throw new InvalidDataException($"The killed process left a damaged file: {health}");
        }

        using var rows = database.Prepare(
            $"SELECT i.id, i.execution, h.task FROM history h JOIN instances i ON i.key = h.instance WHERE h.kind = {(int)HistoryKind.TaskCompleted}");
        while (rows.Step())
        {
            _keys.Add(string.Create(CultureInfo.InvariantCulture, $"{rows.Text(0)}/{rows.Int32(1)}/{rows.Int32(2)}"));
        }
    }
}
