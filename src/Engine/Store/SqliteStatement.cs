using SQLitePCL;

namespace Workflows.Engine.Store;

/// <summary>A prepared statement: bind from left to right, step, read. Running it resets it.</summary>
internal sealed class SqliteStatement(SqliteDatabase database, sqlite3_stmt statement) : IDisposable
{
    private int _next = 1;

    public SqliteStatement Bind(long value)
    {
        database.Check(raw.sqlite3_bind_int64(statement, _next++, value));
        return this;
    }

    public SqliteStatement Bind(long? value) => value is { } number ? Bind(number) : BindNull();

    public SqliteStatement Bind(string? value)
    {
        if (value is null)
        {
            return BindNull();
        }

        database.Check(raw.sqlite3_bind_text(statement, _next++, value));
        return this;
    }

    /// <summary>Runs a statement that answers no rows.</summary>
    public void Run()
    {
        try
        {
            database.Check(raw.sqlite3_step(statement));
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Whether there is a row. After the last one the statement is reset.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(statement);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        Reset();
        database.Check(code);
        return false;
    }

    /// <summary>Whether there is at least one row; resets.</summary>
    public bool Any()
    {
        var any = Step();
        Reset();
        return any;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(statement, column);

    public int Int32(int column) => raw.sqlite3_column_int(statement, column);

    public string? Text(int column) => IsNull(column) ? null : raw.sqlite3_column_text(statement, column).utf8_to_string();

    public void Reset()
    {
        _ = raw.sqlite3_reset(statement);
        _next = 1;
    }

    public void Dispose() => raw.sqlite3_finalize(statement);

    private SqliteStatement BindNull()
    {
        database.Check(raw.sqlite3_bind_null(statement, _next++));
        return this;
    }
}
