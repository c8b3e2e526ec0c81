using Microsoft.AspNetCore.Builder;
using Workflows.SampleApi;

namespace Workflows.Local.Demo;

/// <summary>
/// The sample API at the addresses that it had before: a run that was interrupted goes on, and one that is forked, restarted or rewound runs its
/// tests again, and asks for it there.
/// </summary>
internal sealed class DemoApi : IAsyncDisposable
{
    private const string FileName = "demo-api.txt";
    private const int MostKnown = 5;

    private readonly string _folder;
    private readonly List<(WebApplication Server, string Url)> _running = [];

    private DemoApi(string dataFolder) => _folder = dataFolder;

    /// <summary>Starts it wherever runs of the data folder may know it, and a port is free. Where somebody else has the port, they will find whatever answers there.</summary>
    public static async Task<DemoApi> ResumeAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var api = new DemoApi(dataFolder);
        foreach (var url in await KnownAsync(dataFolder, cancellationToken))
        {
            try
            {
                api._running.Add(await SampleServer.StartAsync(url, cancellationToken));
            }
            catch (IOException)
            {
                // Most likely another process of the same data folder, which answers as well.
            }
            catch
            {
                await api.DisposeAsync();
                throw;
            }
        }

        return api;
    }

    /// <summary>Its address for new runs of its data folder.</summary>
    public async Task<string> UrlAsync(CancellationToken cancellationToken)
    {
        if (_running.Count == 0)
        {
            _running.Add(await SampleServer.StartAsync(cancellationToken));
            await RememberAsync(_folder, _running[0].Url, cancellationToken);
        }

        return _running[^1].Url;
    }

    /// <summary>Notes that runs of a data folder may know it at an address.</summary>
    public static async Task RememberAsync(string dataFolder, string url, CancellationToken cancellationToken)
    {
        var known = await KnownAsync(dataFolder, cancellationToken);
        Directory.CreateDirectory(dataFolder);
        await File.WriteAllLinesAsync(Path.Combine(dataFolder, FileName), known.Where(one => one != url).Append(url).TakeLast(MostKnown), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (server, _) in _running)
        {
            await server.DisposeAsync();
        }
    }

    private static async Task<IReadOnlyList<string>> KnownAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(dataFolder, FileName);
        return !File.Exists(path) ? [] :
        [
            .. (await File.ReadAllLinesAsync(path, cancellationToken))
                .Select(line => Uri.TryCreate(line.Trim(), UriKind.Absolute, out var url) && url.IsLoopback && url.Scheme == Uri.UriSchemeHttp ? url.GetLeftPart(UriPartial.Authority) : null)
                .OfType<string>().Distinct().TakeLast(MostKnown),
        ];
    }
}
