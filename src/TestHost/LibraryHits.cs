using System.Reflection;
using System.Runtime.Loader;
using Workflows.TestHost.Protocol;

namespace Workflows.TestHost;

/// <summary>
/// Sends where the library under test was gone through, after each test: what a later test takes down with its process is not lost, then.
/// Nothing is written to files, which code of the tests could put others in the place of.
/// </summary>
internal sealed class LibraryHits
{
    // Pairs of two numbers, which keeps a line far below what the parent reads.
    private const int MostNumbers = 20_000;

    private readonly Action<HostEvent> _send;
    private readonly FieldInfo? _hits;

    private LibraryHits(Action<HostEvent> send, FieldInfo? hits) => (_send, _hits) = (send, hits);

    /// <summary>Loads the library, so that the tests find it, and takes over from the code that counts in it.</summary>
    public static LibraryHits Load(string path, Action<HostEvent> send)
    {
        var library = AssemblyLoadContext.Default.LoadFromAssemblyPath(path);
        var tracker = library.GetTypes().FirstOrDefault(type => type.Namespace == HostProtocol.TrackerNamespace);
        tracker?.GetField("FlushHitFile")?.SetValue(null, false);
        if (tracker?.GetMethod("UnloadModule")?.CreateDelegate<EventHandler>() is { } unload)
        {
            AppDomain.CurrentDomain.ProcessExit -= unload;
        }

        return new LibraryHits(send, tracker?.GetField("HitsArray"));
    }

    /// <summary>Passes an event on, and before the end of a test what it went through.</summary>
    public void Report(HostEvent reported)
    {
        if (reported.Kind is HostEventKind.Passed or HostEventKind.Failed or HostEventKind.Skipped)
        {
            Send();
        }

        _send(reported);
    }

    /// <summary>Sends what has come since the last time.</summary>
    public void Send()
    {
        if (_hits?.GetValue(null) is not int[] hits)
        {
            return;
        }

        var pairs = new List<int>();
        for (var place = 0; place < hits.Length; place++)
        {
            if (Interlocked.Exchange(ref hits[place], 0) is var count and not 0)
            {
                pairs.Add(place);
                pairs.Add(count);
            }
        }

        foreach (var some in pairs.Chunk(MostNumbers))
        {
            _send(new HostEvent(HostEventKind.Covered, Hits: some));
        }
    }
}
