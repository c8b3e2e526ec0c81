using System.Runtime.InteropServices;
using SQLitePCL;

namespace Workflows.Engine.Store;

/// <summary>Chooses the SQLite library once per process: the system's, which gets security updates, and the bundled one where there is none.</summary>
internal static class SqliteLibrary
{
    private static readonly string[] SystemNames = ["libsqlite3.so.0", "libsqlite3.dylib", "winsqlite3"];

    private static readonly Lazy<string> Loaded = new(Load);

    /// <summary>Version and origin, for example <c>SQLite 3.40.1 (system)</c>.</summary>
    public static string Version => Loaded.Value;

    /// <summary>Must run before the first connection is opened.</summary>
    public static void EnsureLoaded() => _ = Loaded.Value;

    private static string Load()
    {
        var system = SystemNames.FirstOrDefault(name => NativeLibrary.TryLoad(name, out _));
        if (system is not null)
        {
            NativeLibrary.SetDllImportResolver(
                typeof(SQLite3Provider_e_sqlite3).Assembly,
                (name, _, _) => name == "e_sqlite3" ? NativeLibrary.Load(system) : IntPtr.Zero);
        }

        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return $"SQLite {raw.sqlite3_libversion().utf8_to_string()} ({(system is null ? "bundled" : "system")})";
    }
}
