using SQLitePCL;

namespace Workflows.Engine.Store;

/// <summary>One connection. Not thread-safe: each has one user at a time.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private const int BusyTimeoutMilliseconds = 5_000;

    private readonly sqlite3 _handle;

    private SqliteDatabase(string path, sqlite3 handle) => (Path, _handle) = (path, handle);

    public string Path { get; }

    /// <summary>Rows that the last statement changed.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public static SqliteDatabase Open(string path, bool readOnly)
    {
        SqliteLibrary.EnsureLoaded();
        var flags = raw.SQLITE_OPEN_NOMUTEX | (readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        var code = raw.sqlite3_open_v2(path, out var handle, flags, null);
        if (code != raw.SQLITE_OK)
        {
            var reason = raw.sqlite3_errmsg(handle).utf8_to_string();
            raw.sqlite3_close_v2(handle);
            throw TaskHubException.FromSqlite(path, code, reason);
        }

        _ = raw.sqlite3_extended_result_codes(handle, 1);
        _ = raw.sqlite3_busy_timeout(handle, BusyTimeoutMilliseconds);
        return new SqliteDatabase(path, handle);
    }

    public SqliteStatement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out var statement));
        return new SqliteStatement(this, statement);
    }

    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    public long ExecuteScalar(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    public string ExecuteText(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Text(0) ?? "" : "";
    }

    public void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw TaskHubException.FromSqlite(Path, code, raw.sqlite3_errmsg(_handle).utf8_to_string());
        }
    }

    public void Dispose() => raw.sqlite3_close_v2(_handle);
}
