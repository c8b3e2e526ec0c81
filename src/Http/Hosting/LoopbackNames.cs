using System.Net;

namespace Workflows.Http.Hosting;

/// <summary>Names and addresses that mean this machine.</summary>
public static class LoopbackNames
{
    /// <summary>Whether a host, without its port, means this machine.</summary>
    public static bool IsLoopback(string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }
}
