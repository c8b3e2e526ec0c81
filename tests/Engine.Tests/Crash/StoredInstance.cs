using System.Globalization;
using System.Text;
using Workflows.Engine.Store;

namespace Workflows.Engine.Tests.Crash;

/// <summary>Tells what the store holds of an instance, for the message of a test that failed.</summary>
internal static class StoredInstance
{
    private static readonly string[] Parts =
    [
        "SELECT 'instance', 'status ' || status, 'busy ' || busy, 'execution ' || execution FROM instances WHERE id = ?",
        "SELECT * FROM (SELECT 'history', h.sequence, 'kind ' || h.kind, 'task ' || h.task || ' ' || coalesce(h.data, '') FROM history h JOIN instances i ON i.key = h.instance WHERE i.id = ? ORDER BY h.sequence DESC LIMIT 12) ",
        "SELECT 'inbox', m.ord, 'kind ' || m.kind, 'execution ' || m.execution || ' task ' || m.task FROM inbox m JOIN instances i ON i.key = m.instance WHERE i.id = ? ORDER BY m.ord LIMIT 12",
        "SELECT 'timer', 'task ' || t.task, t.fire_at, '' FROM timers t JOIN instances i ON i.key = t.instance WHERE i.id = ?",
    ];

    public static string Describe(string hubPath, string id)
    {
        using var database = SqliteDatabase.Open(hubPath, readOnly: true);
        var text = new StringBuilder();
        foreach (var part in Parts)
        {
            using var rows = database.Prepare(part).Bind(id);
            while (rows.Step())
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"    {rows.Text(0)} {rows.Text(1)} {rows.Text(2)} {rows.Text(3)}");
            }
        }

        return text.ToString();
    }
}
