using Workflows.Domain.Client;

namespace Workflows.Engine.Store;

/// <summary>Reads what is committed, beside the writer and without waiting for it. Each read borrows a connection.</summary>
internal sealed class HubReader(string path) : IDisposable
{
    private const int IdleConnections = 4;

    private readonly Lock _gate = new();
    private readonly Stack<SqliteDatabase> _idle = new();
    private bool _closed;

    /// <summary>Header and history of an instance, as of one point in time; null when it is gone.</summary>
    public LoadedInstance? Load(long key) => Read(database =>
    {
        // Both reads see one snapshot.
        database.Execute("BEGIN");
        try
        {
            using var header = database.Prepare(
                "SELECT i.id, i.name, i.execution, i.input, i.parent, i.parent_execution, i.parent_task, p.id, p.name FROM instances i LEFT JOIN instances p ON p.key = i.parent WHERE i.key = ?");
            if (!header.Bind(key).Step())
            {
                return null;
            }

            var parent = header.IsNull(4) || header.IsNull(7)
                ? null
                : new ParentLink(header.Int64(4), header.Int32(5), header.Int32(6), header.Text(7)!, header.Text(8)!);
            var loaded = new InstanceHeader(key, header.Text(0)!, header.Text(1)!, header.Int32(2), parent, header.Text(3));
            header.Reset();
            using var origins = database.Prepare(HubRows.OriginsQuery);
            using var history = database.Prepare(HubRows.HistoryQuery);
            return new LoadedInstance(loaded with { Origins = HubRows.ReadOrigins(origins.Bind(key)) }, HubRows.ReadHistory(history.Bind(key)));
        }
        finally
        {
            database.Execute("COMMIT");
        }
    });

    /// <summary>Live instances with something to do at the start; suspended ones wait for their resume.</summary>
    public List<long> Unfinished() => Read(database => Keys(database, """
        SELECT key FROM instances WHERE busy = 1 AND status IN (0, 1)
        UNION SELECT i.key FROM inbox m JOIN instances i ON i.key = m.instance WHERE i.status = 1 OR (i.status = 0 AND i.busy = 1)
        """));

    public List<(long Key, int Task, long FireAt)> Timers() => Read(database =>
    {
        using var statement = database.Prepare("SELECT instance, task, fire_at FROM timers");
        List<(long, int, long)> timers = [];
        while (statement.Step())
        {
            timers.Add((statement.Int64(0), statement.Int32(1), statement.Int64(2)));
        }

        return timers;
    });

    public OrchestrationMetadata? Find(string id, bool payloads) => Read(database =>
    {
        using var statement = database.Prepare($"SELECT {InstanceRows.Columns(payloads)} FROM instances i {InstanceRows.Joins} WHERE i.id = ?");
        return statement.Bind(id).Step() ? InstanceRows.Metadata(statement, payloads) : null;
    });

    public List<HistoryRow>? History(string id) => Read(database =>
    {
        using var key = database.Prepare("SELECT key FROM instances WHERE id = ?");
        if (!key.Bind(id).Step())
        {
            return null;
        }

        using var history = database.Prepare(HubRows.HistoryQuery);
        return HubRows.ReadHistory(history.Bind(key.Int64(0)));
    });

    public List<ReplayNote> Replays(string id) => Read(database =>
    {
        using var statement = database.Prepare("SELECT r.at, r.events FROM replays r JOIN instances i ON i.key = r.instance WHERE i.id = ? ORDER BY r.number").Bind(id);
        List<ReplayNote> notes = [];
        while (statement.Step())
        {
            notes.Add(new ReplayNote(new DateTimeOffset(statement.Int64(0), TimeSpan.Zero), statement.Int32(1)));
        }

        return notes;
    });

    public OrchestrationPage Query(OrchestrationQuery query)
    {
        var prepared = new InstanceQuery(query);
        return Read(prepared.Run);
    }

    /// <exception cref="TaskHubException">The hub is closed.</exception>
    public void ThrowIfClosed()
    {
        lock (_gate)
        {
            if (_closed)
            {
                throw TaskHubException.Closed();
            }
        }
    }

    /// <summary>Closes; later reads fail. One that is under way closes its own connection.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            while (_idle.TryPop(out var database))
            {
                database.Dispose();
            }
        }
    }

    private static List<long> Keys(SqliteDatabase database, string sql)
    {
        using var statement = database.Prepare(sql);
        List<long> keys = [];
        while (statement.Step())
        {
            keys.Add(statement.Int64(0));
        }

        return keys;
    }

    private T Read<T>(Func<SqliteDatabase, T> read)
    {
        SqliteDatabase? database;
        lock (_gate)
        {
            if (_closed)
            {
                throw TaskHubException.Closed();
            }

            _idle.TryPop(out database);
        }

        database ??= SqliteDatabase.Open(path, readOnly: true);
        try
        {
            return read(database);
        }
        finally
        {
            Return(database);
        }
    }

    private void Return(SqliteDatabase database)
    {
        lock (_gate)
        {
            if (!_closed && _idle.Count < IdleConnections)
            {
                _idle.Push(database);
                return;
            }
        }

        database.Dispose();
    }
}
