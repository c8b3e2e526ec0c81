namespace Workflows.Engine.Store;

/// <summary>How rows are read; the writer and the readers share it.</summary>
internal static class HubRows
{
    public const string HistoryQuery = "SELECT sequence, kind, task, name, at, data FROM history WHERE instance = ? ORDER BY sequence";

    public static List<HistoryRow> ReadHistory(SqliteStatement statement)
    {
        List<HistoryRow> rows = [];
        while (statement.Step())
        {
            rows.Add(new HistoryRow(
                statement.Int32(0), (HistoryKind)statement.Int32(1), statement.Int64(2), statement.Text(3), statement.Int64(4), statement.Text(5)));
        }

        return rows;
    }
}
