using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Workflows.Http.Dashboard;

/// <summary>The files of <c>src/Dashboard</c>, which the build puts into this assembly. They never change while a process runs.</summary>
internal static class DashboardFiles
{
    /// <summary>The page; everything else is what it loads.</summary>
    public const string Page = "index.html";

    private const string Prefix = "Workflows.Dashboard/";

    private static readonly FrozenDictionary<string, DashboardFile> Files = Read();

    /// <summary>The paths of all files, relative to the page.</summary>
    public static IEnumerable<string> Paths => Files.Keys;

    /// <summary>The file at a path relative to the page; null when there is none.</summary>
    public static DashboardFile? Find(string path) => Files.GetValueOrDefault(path);

    private static FrozenDictionary<string, DashboardFile> Read()
    {
        var assembly = typeof(DashboardFiles).Assembly;
        var files = new Dictionary<string, DashboardFile>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var resource = assembly.GetManifestResourceStream(name)!;
            using var bytes = new MemoryStream();
            resource.CopyTo(bytes);
            var body = bytes.ToArray();
            // The build writes the folders of a resource's name as its machine does.
            files[name[Prefix.Length..].Replace('\\', '/')] = new DashboardFile(body, TypeOf(name), $"\"{Convert.ToHexStringLower(SHA256.HashData(body))[..32]}\"");
        }

        return files.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".webmanifest" => "application/manifest+json",
        var other => throw new InvalidOperationException($"The dashboard holds {name}; say here which media type '{other}' has."),
    };
}
