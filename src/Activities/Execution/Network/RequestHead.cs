using System.Globalization;
using System.Text;

namespace Workflows.Activities.Execution.Network;

/// <summary>The head of an HTTP request to a proxy, as far as a proxy must understand it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Authority">Host and port that the request is for; null when the target names none.</param>
/// <param name="Target">Path and query, as the origin gets them.</param>
/// <param name="Forwarded">The head as the origin gets it: its target without scheme and authority.</param>
/// <param name="BodyLength">Length of the body in bytes; null when it comes in chunks.</param>
/// <param name="Upgrades">The connection becomes something else after this request.</param>
internal sealed record RequestHead(string Method, string? Authority, string Target, byte[] Forwarded, long? BodyLength, bool Upgrades)
{
    private const string Scheme = "http://";

    /// <summary>Reads a head, which ends with its empty line.</summary>
    /// <exception cref="InvalidDataException">It is not HTTP/1.</exception>
    public static RequestHead Parse(ReadOnlySpan<byte> head)
    {
        // Latin-1 keeps every byte as it is, whatever the client put there.
        var text = Encoding.Latin1.GetString(head);
        var lines = text.Split("\r\n");
        if (lines[0].Split(' ') is not [{ Length: > 0 } method, { Length: > 0 } target, var version] || !version.StartsWith("HTTP/1.", StringComparison.Ordinal))
        {
            throw new InvalidDataException("The request line is not that of HTTP/1.");
        }

        var (authority, path) = Split(method, target);
        long? length = 0;
        var upgrades = false;
        var forwarded = new StringBuilder(text.Length).Append(method).Append(' ').Append(path).Append(' ').Append(version).Append("\r\n");
        foreach (var line in lines.Skip(1).TakeWhile(line => line.Length > 0))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var name = colon < 0 ? line : line[..colon];
            var value = colon < 0 ? "" : line[(colon + 1)..].Trim();
            if (name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase))
            {
                length = null;
            }
            else if (name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) && length is not null)
            {
                length = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
                    ? parsed
                    : throw new InvalidDataException($"The content length '{value}' is not a number.");
            }
            else if (name.Equals("Upgrade", StringComparison.OrdinalIgnoreCase))
            {
                upgrades = true;
            }
            else if (name.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase))
            {
                // Between client and proxy only.
                continue;
            }

            forwarded.Append(line).Append("\r\n");
        }

        return new RequestHead(method, authority, path, Encoding.Latin1.GetBytes(forwarded.Append("\r\n").ToString()), length, upgrades);
    }

    private static (string? Authority, string Path) Split(string method, string target)
    {
        if (method == "CONNECT")
        {
            return (target, target);
        }

        if (!target.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return (null, target);
        }

        var end = target.AsSpan(Scheme.Length).IndexOfAny('/', '?', '#');
        if (end < 0)
        {
            return (target[Scheme.Length..], method == "OPTIONS" ? "*" : "/");
        }

        var path = target[(Scheme.Length + end)..];
        return (target.Substring(Scheme.Length, end), path[0] == '/' ? path : "/" + path);
    }
}
