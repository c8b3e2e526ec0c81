using Workflows.Http.Hosting;

namespace Workflows.Local.Hosting;

/// <summary>Where the host may listen: this machine only, because there are no keys yet.</summary>
internal static class ListenAddress
{
    public const string Default = "http://127.0.0.1:7071";

    /// <exception cref="CliException">It is no address, or not one of this machine.</exception>
    public static Uri Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || uri.PathAndQuery != "/")
        {
            throw new CliException(ExitCode.Usage, $"Cannot listen at '{text}'.", $"Use http, a loopback address and a port, for example {Default}; port 0 takes a free one.");
        }

        return LoopbackNames.IsLoopback(uri.Host) ? uri : throw new CliException(
            ExitCode.Usage, $"Refusing to listen at '{text}': it can be reached from other machines, and requests carry no keys yet.",
            $"Listen at {Default} and put a proxy in front; by the address of Workflows:PublicBaseUrl signed links and signed webhooks are answered, and nothing else.");
    }
}
