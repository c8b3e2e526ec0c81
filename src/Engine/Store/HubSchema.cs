namespace Workflows.Engine.Store;

/// <summary>The tables of a hub, and what opens them.</summary>
internal static class HubSchema
{
    private const int Version = 5;

    /// <summary>Marks the file as ours ("Wfl1"), so that another program's database is never touched.</summary>
    private const int ApplicationId = 0x57666C31;

    // busy = 1: something must happen at the next start (a first turn, or activities that were under way), so that
    // instances which only wait cost nothing then. history.task of an EventRaised is the inbox order that it came with.
    private const string Tables = """
        CREATE TABLE instances(
            key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, status INTEGER NOT NULL, busy INTEGER NOT NULL,
            created INTEGER NOT NULL, updated INTEGER NOT NULL, execution INTEGER NOT NULL,
            parent INTEGER, parent_execution INTEGER, parent_task INTEGER,
            input TEXT, output TEXT, custom_status TEXT, failure TEXT);
        CREATE INDEX instances_busy ON instances(key) WHERE busy = 1;
        CREATE INDEX instances_created ON instances(created, key);
        CREATE INDEX instances_parent ON instances(parent) WHERE parent IS NOT NULL;
        CREATE TABLE history(
            instance INTEGER NOT NULL, sequence INTEGER NOT NULL, kind INTEGER NOT NULL, task INTEGER NOT NULL,
            name TEXT, at INTEGER NOT NULL, data TEXT, PRIMARY KEY(instance, sequence)) WITHOUT ROWID;
        CREATE TABLE inbox(
            ord INTEGER PRIMARY KEY, instance INTEGER NOT NULL, kind INTEGER NOT NULL, execution INTEGER NOT NULL,
            task INTEGER NOT NULL, name TEXT, data TEXT);
        CREATE INDEX inbox_instance ON inbox(instance, ord);
        CREATE TABLE timers(
            instance INTEGER NOT NULL, task INTEGER NOT NULL, fire_at INTEGER NOT NULL, PRIMARY KEY(instance, task)) WITHOUT ROWID;
        """;

    // A new hub takes all of them, an old one those that it lacks. What stands here is in files: never change a step, add one.
    private static readonly string[] Steps =
    [
        // 2: when executions were rebuilt.
        "CREATE TABLE replays(instance INTEGER NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, events INTEGER NOT NULL, PRIMARY KEY(instance, number)) WITHOUT ROWID;",
        // 3: what lists read. An index holds all that a filter looks at, so that what does not match costs no read of its row.
        """
        ALTER TABLE instances ADD COLUMN label TEXT;
        UPDATE instances SET label = substr(CASE
            WHEN json_valid(input) AND json_type(input, '$.label') = 'text' AND json_extract(input, '$.label') <> '' THEN json_extract(input, '$.label')
            WHEN json_valid(custom_status) AND json_type(custom_status, '$.title') = 'text' THEN json_extract(custom_status, '$.title') END, 1, 200);
        CREATE INDEX instances_top ON instances(created, key, name, id, label) WHERE parent IS NULL;
        CREATE INDEX instances_status ON instances(status, created, key, parent, name, id, label);
        CREATE INDEX instances_ended ON instances(updated, created, key, status, parent, name, id, label) WHERE status >= 3 AND status <= 5;
        """,
        // 4: where forks come from: generation 0 is what an instance was forked from, 1 what that one was forked from, and so on; lines is how
        // far its history is that one's. continued = 1: its input is what it gave itself.
        """
        ALTER TABLE instances ADD COLUMN continued INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE forks(
            instance INTEGER NOT NULL, generation INTEGER NOT NULL, origin INTEGER NOT NULL, origin_id TEXT NOT NULL, step TEXT NOT NULL,
            lines INTEGER NOT NULL, PRIMARY KEY(instance, generation)) WITHOUT ROWID;
        CREATE INDEX forks_origin ON forks(origin);
        """,
        // 5: how an instance was suspended (Suspension).
        "ALTER TABLE instances ADD COLUMN suspension INTEGER NOT NULL DEFAULT 0;",
    ];

    /// <summary>Opens the file for writing and creates the tables of a new one.</summary>
    public static SqliteDatabase OpenForWriting(string path)
    {
        var database = SqliteDatabase.Open(path, readOnly: false);
        try
        {
            var isNew = database.ExecuteScalar("SELECT count(*) FROM sqlite_master") == 0;
            if (!isNew)
            {
                RefuseForeign(database);
            }

            _ = database.ExecuteText("PRAGMA journal_mode=WAL");
            database.Execute("PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000; PRAGMA journal_size_limit=67108864; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8000;");
            if (isNew)
            {
                database.Execute($"BEGIN IMMEDIATE; {Tables} {string.Join(' ', Steps)} PRAGMA application_id={ApplicationId}; PRAGMA user_version={Version}; COMMIT;");
            }
            else
            {
                Migrate(database);
            }

            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    // All steps or none: a host that dies in between finds the hub as it was.
    private static void Migrate(SqliteDatabase database)
    {
        var version = (int)database.ExecuteScalar("PRAGMA user_version");
        if (version < Version)
        {
            database.Execute($"BEGIN IMMEDIATE; {string.Join(' ', Steps[(version - 1)..])} PRAGMA user_version={Version}; COMMIT;");
        }
    }

    private static void RefuseForeign(SqliteDatabase database)
    {
        if (database.ExecuteScalar("PRAGMA application_id") != ApplicationId)
        {
            throw new TaskHubException(TaskHubError.NotAHub,
                $"'{database.Path}' is a SQLite database, but not a task hub. Choose another hub file; nothing in this one was changed.");
        }

        var version = database.ExecuteScalar("PRAGMA user_version");
        if (version > Version)
        {
            throw new TaskHubException(TaskHubError.NewerVersion,
                $"The task hub '{database.Path}' was written by a newer version of Workflows (schema {version}, this one knows {Version}). Run the newer version; nothing was changed.");
        }
    }
}
