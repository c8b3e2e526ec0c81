using System.Net;
using Workflows.Http.Hosting;

namespace Workflows.Local.Hosting;

/// <summary>Where the host listens: on this machine only, or for others, too, who then need a key.</summary>
internal static class ListenAddress
{
    public const string Default = "http://127.0.0.1:7071";

    /// <exception cref="CliException">It is no address.</exception>
    public static Uri Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || uri.PathAndQuery != "/")
        {
            throw new CliException(ExitCode.Usage, $"Cannot listen at '{text}'.", $"Use http, an address of this machine and a port, for example {Default}; port 0 takes a free one.");
        }

        return uri;
    }

    /// <summary>Whether only this machine reaches an address.</summary>
    public static bool IsLoopback(Uri url) => LoopbackNames.IsLoopback(url.Host);

    /// <summary>The address by which this machine itself reaches a host: one that listens everywhere has none of its own.</summary>
    public static Uri Reachable(Uri url) => IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) switch
    {
        true when address.Equals(IPAddress.Any) => new UriBuilder(url) { Host = IPAddress.Loopback.ToString() }.Uri,
        true when address.Equals(IPAddress.IPv6Any) => new UriBuilder(url) { Host = IPAddress.IPv6Loopback.ToString() }.Uri,
        _ => url,
    };
}
