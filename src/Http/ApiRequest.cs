using Microsoft.Extensions.Primitives;
using Workflows.Http.Access;

namespace Workflows.Http;

/// <summary>A request as the handlers see it, the same from every host.</summary>
public sealed record ApiRequest
{
    /// <summary>GET, POST, DELETE.</summary>
    public required string Method { get; init; }

    /// <summary>The root that links in answers begin with, with a trailing slash.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>The address that it came from, a proxy's where one stands in front; null where nobody knows.</summary>
    public string? RemoteAddress { get; init; }

    /// <summary>The path that was asked for, with its leading slash; empty where the host does not tell.</summary>
    public string Path { get; init; } = "";

    /// <summary>Who asks. Nobody but the one who has proven it sets another than the default of a host without keys.</summary>
    public Caller Caller { get; init; } = Caller.Local;

    /// <summary>The values of the route's parameters, decoded.</summary>
    public IReadOnlyDictionary<string, string> Route { get; init; } = new Dictionary<string, string>();

    /// <summary>The query, names ignoring case.</summary>
    public IReadOnlyDictionary<string, StringValues> Query { get; init; } = new Dictionary<string, StringValues>();

    /// <summary>The headers, names ignoring case.</summary>
    public IReadOnlyDictionary<string, StringValues> Headers { get; init; } = new Dictionary<string, StringValues>();

    /// <summary>The body; empty when there is none.</summary>
    public Stream Body { get; init; } = Stream.Null;

    /// <summary>Length of the body where the caller told it.</summary>
    public long? ContentLength { get; init; }

    /// <summary>The media type of the body without its parameters, in lower case; null when none was given.</summary>
    public string? MediaType => Header("Content-Type")?.Split(';', 2)[0].Trim().ToLowerInvariant() is { Length: > 0 } type ? type : null;

    /// <summary>The first value of a header, or null.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;

    /// <summary>The absolute address of one of our own paths; each segment is escaped.</summary>
    public string Link(params ReadOnlySpan<string> segments)
    {
        var escaped = new string[segments.Length];
        for (var i = 0; i < segments.Length; i++)
        {
            escaped[i] = Uri.EscapeDataString(segments[i]);
        }

        return BaseUrl.AbsoluteUri + string.Join('/', escaped);
    }
}
