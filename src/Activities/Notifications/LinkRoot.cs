using Microsoft.Extensions.Configuration;

namespace Workflows.Activities.Notifications;

/// <summary>What links to this host begin with.</summary>
public sealed class LinkRoot
{
    private Uri? _root;

    /// <summary>Reads <c>Workflows:PublicBaseUrl</c>, otherwise what the host listens at: <c>Workflows:Url</c>, or on Azure <c>WEBSITE_HOSTNAME</c>.</summary>
    public LinkRoot(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        IsFixed = Root(configuration["Workflows:PublicBaseUrl"]) is not null;
        _root = Root(configuration["Workflows:PublicBaseUrl"]) ?? Root(configuration["Workflows:Url"]) ?? OnAzure(configuration["WEBSITE_HOSTNAME"]);
    }

    /// <summary>Whether a public address is configured, which no other takes the place of.</summary>
    public bool IsFixed { get; }

    /// <summary>The root, with a trailing slash; null while it is not known.</summary>
    public Uri? Current => Volatile.Read(ref _root);

    /// <summary>Tells where the host listens, once it does: the port may have been the system's to choose.</summary>
    public void ListensAt(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!IsFixed)
        {
            Volatile.Write(ref _root, url);
        }
    }

    /// <summary>The address of the page behind a signed link; null while the root is not known.</summary>
    public Uri? Page(string token) => Current is { } root ? new Uri(root, "g/" + token) : null;

    // Port 0 is no address yet.
    private static Uri? Root(string? text) =>
        Uri.TryCreate(text is null || text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Port != 0 ? uri : null;

    private static Uri? OnAzure(string? host) => string.IsNullOrWhiteSpace(host) ? null
        : Root((host.StartsWith("localhost", StringComparison.OrdinalIgnoreCase) || host.StartsWith("127.", StringComparison.Ordinal) ? "http://" : "https://") + host);
}
