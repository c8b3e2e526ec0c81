using Microsoft.AspNetCore.Builder;
using Workflows.SampleApi;

namespace Workflows.Local.Demo;

/// <summary>The sample API at the address that it had before: a run that was interrupted goes on and asks for it there.</summary>
internal static class DemoApi
{
    private const string FileName = "demo-api.txt";

    /// <summary>Whether it has run for this data folder before: runs may know it.</summary>
    public static bool WasThere(string dataFolder) => File.Exists(Path.Combine(dataFolder, FileName));

    /// <summary>Starts the API, where it was the last time if that port is free.</summary>
    public static async Task<(WebApplication Server, string Url)> StartAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(dataFolder, FileName);
        if (File.Exists(path) && Uri.TryCreate((await File.ReadAllTextAsync(path, cancellationToken)).Trim(), UriKind.Absolute, out var known) && known.IsLoopback)
        {
            try
            {
                return await SampleServer.StartAsync(known.GetLeftPart(UriPartial.Authority), cancellationToken);
            }
            catch (IOException)
            {
                // Somebody else has the port now; runs that know it will find that the API is gone.
            }
        }

        var (server, url) = await SampleServer.StartAsync(cancellationToken);
        Directory.CreateDirectory(dataFolder);
        await File.WriteAllTextAsync(path, url, cancellationToken);
        return (server, url);
    }
}
