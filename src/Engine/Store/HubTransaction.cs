using System.Text.Json;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Serialization;

namespace Workflows.Engine.Store;

/// <summary>
/// The statements that change a hub, prepared once. Used by the writer's thread only. Keys and inbox orders are handed out here, in
/// the order of the writes; gaps left by a rollback do no harm.
/// </summary>
internal sealed class HubTransaction : IDisposable
{
    private const string HeaderColumns =
        "i.key, i.id, i.name, i.execution, i.input, i.parent, i.parent_execution, i.parent_task, p.id, p.name, i.status, i.busy, i.suspension";

    private const int MostReplays = 50;

    private readonly SqliteDatabase _database;
    private readonly StoreFaults? _faults;
    private readonly Dictionary<string, SqliteStatement> _statements = [];
    private long _lastKey;
    private long _lastOrder;
    private long _writes;
    private long _commits;

    public HubTransaction(SqliteDatabase database, StoreFaults? faults)
    {
        _database = database;
        _faults = faults;
        _lastKey = database.ExecuteScalar("SELECT coalesce(max(key), 0) FROM instances");
        _lastOrder = Math.Max(
            database.ExecuteScalar("SELECT coalesce(max(ord), 0) FROM inbox"),
            database.ExecuteScalar($"SELECT coalesce(max(task), 0) FROM history WHERE kind = {(int)HistoryKind.EventRaised}"));
    }

    public void Begin() => Statement("BEGIN IMMEDIATE").Run();

    public void Commit()
    {
        _faults?.BeforeCommit?.Invoke(++_commits);
        Statement("COMMIT").Run();
    }

    public void Rollback()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Reset();
        }

        // Some failures (a full disk) have rolled back already.
        if (_database.InTransaction)
        {
            Statement("ROLLBACK").Run();
        }
    }

    public long NextKey() => ++_lastKey;

    /// <summary>An inbox order for an event that is in a history and never was in this inbox.</summary>
    public long NextOrder() => ++_lastOrder;

    public InstanceState? Find(string id) =>
        ReadState(Statement($"SELECT {HeaderColumns} FROM instances i LEFT JOIN instances p ON p.key = i.parent WHERE i.id = ?").Bind(id));

    public InstanceState? Find(long key) =>
        ReadState(Statement($"SELECT {HeaderColumns} FROM instances i LEFT JOIN instances p ON p.key = i.parent WHERE i.key = ?").Bind(key));

    /// <summary>Keys of the children that this instance has started.</summary>
    public List<long> Children(long key) => ReadKeys(Statement("SELECT key FROM instances WHERE parent = ?").Bind(key));

    public void InsertInstance(InstanceHeader header, bool busy, long now) =>
        Write("INSERT INTO instances(key, id, name, status, busy, created, updated, execution, parent, parent_execution, parent_task, input, label) VALUES(?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .Bind(header.Key).Bind(header.Id).Bind(header.Name).Bind(busy ? 1 : 0).Bind(now).Bind(now).Bind(header.Execution)
            .Bind(header.Parent?.Key).Bind(header.Parent?.Execution).Bind(header.Parent?.Task).Bind(header.Input)
            .Bind(InstanceLabel.OfInput(header.Input)).Run();

    /// <summary>Takes over an ended instance with all that is told of it, under another id and another parent. Its history is left to the caller.</summary>
    public void InsertCopy(long source, long key, string id, long parent) =>
        Write("""
            INSERT INTO instances(key, id, name, status, busy, created, updated, execution, parent, parent_execution, parent_task, input, output, custom_status, failure, label)
            SELECT ?, ?, name, status, 0, created, updated, execution, ?, parent_execution, parent_task, input, output, custom_status, failure, label FROM instances WHERE key = ?
            """).Bind(key).Bind(id).Bind(parent).Bind(source).Run();

    /// <summary>Whether the instance has continued as new, so that its input is what it gave itself and not what it was started with.</summary>
    public bool HasContinued(long key) => Statement("SELECT 1 FROM instances WHERE key = ? AND continued = 1").Bind(key).Any();

    public void SetContinued(long key) => Write("UPDATE instances SET continued = 1 WHERE key = ?").Bind(key).Run();

    /// <summary>Tells a staged instance its input, if it is not one that it gave itself; from now on it may run.</summary>
    public void Release(long key, string? input, long now) =>
        Write("UPDATE instances SET input = CASE continued WHEN 0 THEN ? ELSE input END, label = coalesce(label, ?), status = 1, busy = 1, updated = max(?, updated + 1) WHERE key = ?")
            .Bind(input).Bind(InstanceLabel.OfInput(input)).Bind(now).Bind(key).Run();

    /// <summary>What an instance was forked from, the nearest first.</summary>
    public List<ForkedLines> Origins(long key) => HubRows.ReadOrigins(Statement(HubRows.OriginsQuery).Bind(key));

    public void SetOrigins(long key, IReadOnlyList<ForkedLines> origins)
    {
        for (var generation = 0; generation < origins.Count; generation++)
        {
            var origin = origins[generation];
            Write("INSERT INTO forks(instance, generation, origin, origin_id, step, lines) VALUES(?, ?, ?, ?, ?, ?)")
                .Bind(key).Bind(generation).Bind(origin.Origin).Bind(origin.Id).Bind(origin.Step).Bind(origin.Lines).Run();
        }
    }

    /// <summary>Whether a fork of the instance, or a fork of its forks, has not ended.</summary>
    public bool HasLiveForks(long key) =>
        Statement("SELECT 1 FROM forks f JOIN instances i ON i.key = f.instance WHERE f.origin = ? AND i.status <= 2 LIMIT 1").Bind(key).Any();

    /// <summary>Notes that a turn was made. False when the instance has ended, was replaced or went on to another execution meanwhile: then the turn counts for nothing.</summary>
    public bool Touch(long key, int execution, long now, string? customStatus)
    {
        Write("UPDATE instances SET updated = max(?, updated + 1), custom_status = coalesce(?, custom_status) WHERE key = ? AND execution = ? AND status <= 2")
            .Bind(now).Bind(customStatus).Bind(key).Bind(execution).Run();
        if (_database.Changes != 1)
        {
            return false;
        }

        // Apart, because a statement that names them writes the lists' indexes anew, whether they change or not.
        Write("UPDATE instances SET status = 1 WHERE key = ? AND status = 0").Bind(key).Run();
        if (InstanceLabel.OfStatus(customStatus) is { } label)
        {
            Write("UPDATE instances SET label = ? WHERE key = ? AND label IS NULL").Bind(label).Bind(key).Run();
        }

        return true;
    }

    public void SetBusy(long key, bool busy) =>
        Write("UPDATE instances SET busy = ? WHERE key = ?").Bind(busy ? 1 : 0).Bind(key).Run();

    public void Resume(long key, OrchestrationRuntimeStatus status, long now) =>
        Write("UPDATE instances SET status = ?, suspension = 0, updated = max(?, updated + 1) WHERE key = ?").Bind((int)status).Bind(now).Bind(key).Run();

    public void Suspend(long key, Suspension suspension, long now) =>
        Write("UPDATE instances SET status = 2, suspension = ?, updated = max(?, updated + 1) WHERE key = ?").Bind((int)suspension).Bind(now).Bind(key).Run();

    public void End(long key, OrchestrationRuntimeStatus status, string? output, string? failure, long now) =>
        Write("UPDATE instances SET status = ?, output = ?, failure = ?, busy = 0, updated = max(?, updated + 1) WHERE key = ?")
            .Bind((int)status).Bind(output).Bind(failure).Bind(now).Bind(key).Run();

    /// <summary>Begins the next execution with an empty history.</summary>
    public void NextExecution(long key, string? input, long now)
    {
        Write("UPDATE instances SET execution = execution + 1, input = ?, continued = 1, busy = 1, updated = max(?, updated + 1) WHERE key = ?").Bind(input).Bind(now).Bind(key).Run();
        Write("UPDATE forks SET lines = 0 WHERE instance = ?").Bind(key).Run();
        DeleteHistory(key, 0);
        DeleteTimers(key);
        DeleteReplays(key);
    }

    /// <summary>Makes a failed instance live again.</summary>
    public void Revive(long key, long now) =>
        Write("UPDATE instances SET status = 1, output = NULL, failure = NULL, busy = 1, updated = max(?, updated + 1) WHERE key = ?").Bind(now).Bind(key).Run();

    public void Append(long key, in HistoryRow row) =>
        Write("INSERT INTO history(instance, sequence, kind, task, name, at, data) VALUES(?, ?, ?, ?, ?, ?, ?)")
            .Bind(key).Bind(row.Sequence).Bind((int)row.Kind).Bind(row.Task).Bind(row.Name).Bind(row.At).Bind(row.Data).Run();

    public int NextSequence(long key)
    {
        var statement = Statement("SELECT coalesce(max(sequence), -1) + 1 FROM history WHERE instance = ?").Bind(key);
        statement.Step();
        var next = statement.Int32(0);
        statement.Reset();
        return next;
    }

    public List<HistoryRow> History(long key) => HubRows.ReadHistory(Statement(HubRows.HistoryQuery).Bind(key));

    public void DeleteHistory(long key, int fromSequence) =>
        Write("DELETE FROM history WHERE instance = ? AND sequence >= ?").Bind(key).Bind(fromSequence).Run();

    /// <summary>Stores a message; one that comes from history or the inbox keeps the order that it had.</summary>
    public InboxMessage Post(long key, InboxMessage message)
    {
        var stored = message.Order > 0 ? message : message with { Order = ++_lastOrder };
        Write("INSERT OR REPLACE INTO inbox(ord, instance, kind, execution, task, name, data) VALUES(?, ?, ?, ?, ?, ?, ?)")
            .Bind(stored.Order).Bind(key).Bind((int)stored.Kind).Bind(stored.Execution).Bind(stored.Task).Bind(stored.Name).Bind(stored.Data).Run();
        return stored;
    }

    public FailureDetails? Failure(long key) =>
        ReadText(Statement("SELECT failure FROM instances WHERE key = ?").Bind(key)) is { } json
            ? JsonSerializer.Deserialize(json, WorkflowJson.Default.FailureDetails)
            : null;

    public string? Output(long key) => ReadText(Statement("SELECT output FROM instances WHERE key = ?").Bind(key));

    public List<InboxMessage> Inbox(long key)
    {
        var statement = Statement("SELECT ord, kind, execution, task, name, data FROM inbox WHERE instance = ? ORDER BY ord").Bind(key);
        List<InboxMessage> messages = [];
        while (statement.Step())
        {
            messages.Add(new InboxMessage(
                statement.Int64(0), (HistoryKind)statement.Int32(1), statement.Int32(2), statement.Int32(3), statement.Text(4), statement.Text(5)));
        }

        return messages;
    }

    public void Consume(long order) => Write("DELETE FROM inbox WHERE ord = ?").Bind(order).Run();

    public void DeleteInbox(long key) => Write("DELETE FROM inbox WHERE instance = ?").Bind(key).Run();

    public void AddTimer(long key, int task, long fireAt) =>
        Write("INSERT OR REPLACE INTO timers(instance, task, fire_at) VALUES(?, ?, ?)").Bind(key).Bind(task).Bind(fireAt).Run();

    /// <summary>Deletes the timer that is due at that time. False when it is gone, or when another execution has one of the same number.</summary>
    public bool TakeTimer(long key, int task, long fireAt)
    {
        Write("DELETE FROM timers WHERE instance = ? AND task = ? AND fire_at = ?").Bind(key).Bind(task).Bind(fireAt).Run();
        return _database.Changes == 1;
    }

    /// <summary>False when there was no such timer.</summary>
    public bool DeleteTimer(long key, int task)
    {
        Write("DELETE FROM timers WHERE instance = ? AND task = ?").Bind(key).Bind(task).Run();
        return _database.Changes == 1;
    }

    public void DeleteTimers(long key) => Write("DELETE FROM timers WHERE instance = ?").Bind(key).Run();

    /// <summary>Notes that an execution was rebuilt; the last few notes are kept.</summary>
    public void NoteReplay(long key, int events, long now)
    {
        var last = Statement("SELECT coalesce(max(number), 0) FROM replays WHERE instance = ?").Bind(key);
        last.Step();
        var number = last.Int64(0) + 1;
        last.Reset();
        Statement("INSERT INTO replays(instance, number, at, events) SELECT key, ?, ?, ? FROM instances WHERE key = ?").Bind(number).Bind(now).Bind(events).Bind(key).Run();
        Statement("DELETE FROM replays WHERE instance = ? AND number <= ?").Bind(key).Bind(number - MostReplays).Run();
    }

    public void DeleteReplays(long key) => Statement("DELETE FROM replays WHERE instance = ?").Bind(key).Run();

    /// <summary>Deletes everything of an instance.</summary>
    public void Delete(long key)
    {
        DeleteHistory(key, 0);
        DeleteInbox(key);
        DeleteTimers(key);
        DeleteReplays(key);
        Write("DELETE FROM forks WHERE instance = ?").Bind(key).Run();
        Write("DELETE FROM instances WHERE key = ?").Bind(key).Run();
    }

    /// <summary>Those that have ended and may be deleted.</summary>
    public List<long> EndedBetween(long from, long to, IReadOnlyList<OrchestrationRuntimeStatus> statuses, int most) =>
        ReadKeys(Statement($"""
            SELECT key FROM instances e WHERE created >= ? AND created <= ? AND status IN ({string.Join(',', statuses.Select(s => (int)s).Order())})
            AND NOT EXISTS (SELECT 1 FROM forks f JOIN instances i ON i.key = f.instance WHERE f.origin = e.key AND i.status <= 2) LIMIT {most}
            """).Bind(from).Bind(to));

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _database.Dispose();
    }

    private static string? ReadText(SqliteStatement statement)
    {
        var text = statement.Step() ? statement.Text(0) : null;
        statement.Reset();
        return text;
    }

    private static List<long> ReadKeys(SqliteStatement statement)
    {
        List<long> keys = [];
        while (statement.Step())
        {
            keys.Add(statement.Int64(0));
        }

        return keys;
    }

    private static InstanceState? ReadState(SqliteStatement statement)
    {
        if (!statement.Step())
        {
            return null;
        }

        var parent = statement.IsNull(5) || statement.IsNull(8)
            ? null
            : new ParentLink(statement.Int64(5), statement.Int32(6), statement.Int32(7), statement.Text(8)!, statement.Text(9)!);
        var header = new InstanceHeader(statement.Int64(0), statement.Text(1)!, statement.Text(2)!, statement.Int32(3), parent, statement.Text(4));
        var state = new InstanceState(header, (OrchestrationRuntimeStatus)statement.Int32(10), statement.Int32(11) == 1, (Suspension)statement.Int32(12));
        statement.Reset();
        return state;
    }

    private SqliteStatement Write(string sql)
    {
        _faults?.BeforeWrite?.Invoke(++_writes);
        return Statement(sql);
    }

    private SqliteStatement Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            _statements.Add(sql, statement = _database.Prepare(sql));
        }

        return statement;
    }
}
