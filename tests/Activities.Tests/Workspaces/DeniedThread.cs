using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Workflows.Activities.Tests.Workspaces;

/// <summary>A thread on which modes deny what they say, also where the tests run as root: Linux gives its files the rights of another user.</summary>
[SupportedOSPlatform("linux")]
internal static class DeniedThread
{
    private const int Nobody = 65534;

    /// <summary>Closes a file or a folder, which then belongs to that user, as far as we may give it away.</summary>
    public static void Close(string path)
    {
        File.SetUnixFileMode(path, UnixFileMode.None);
        _ = Chown(path, Nobody, Nobody);
    }

    /// <summary>Runs all of it there, what follows an await as well.</summary>
    public static T Run<T>(Func<Task<T>> work)
    {
        using var pump = new Pump();
        Task<T>? task = null;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            SynchronizationContext.SetSynchronizationContext(pump);
            _ = UseFilesAs(Nobody);
            try
            {
                task = work();
                task.ContinueWith(_ => pump.End(), TaskScheduler.Default);
                pump.Go();
            }
            catch (Exception error)
            {
                failure = ExceptionDispatchInfo.Capture(error);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return task!.GetAwaiter().GetResult();
    }

    [DllImport("libc", EntryPoint = "setfsuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int UseFilesAs(int user);

    [DllImport("libc", EntryPoint = "chown")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Chown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int user, int group);

    private sealed class Pump : SynchronizationContext, IDisposable
    {
        private readonly BlockingCollection<(SendOrPostCallback Call, object? State)> _calls = [];

        public override void Post(SendOrPostCallback d, object? state) => _calls.Add((d, state));

        public void Go()
        {
            foreach (var (call, state) in _calls.GetConsumingEnumerable())
            {
                call(state);
            }
        }

        public void End() => _calls.CompleteAdding();

        public void Dispose() => _calls.Dispose();
    }
}
