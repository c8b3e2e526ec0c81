namespace Workflows.Engine.Store;

/// <summary>How rows are read; the writer and the readers share it.</summary>
internal static class HubRows
{
    public const string HistoryQuery = "SELECT sequence, kind, task, name, at, data FROM history WHERE instance = ? ORDER BY sequence";

    public const string OriginsQuery = "SELECT origin, origin_id, step, lines FROM forks WHERE instance = ? ORDER BY generation";

    public static List<ForkedLines> ReadOrigins(SqliteStatement statement)
    {
        List<ForkedLines> origins = [];
        while (statement.Step())
        {
            origins.Add(new ForkedLines(statement.Int64(0), statement.Text(1)!, statement.Text(2)!, statement.Int32(3)));
        }

        return origins;
    }

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
