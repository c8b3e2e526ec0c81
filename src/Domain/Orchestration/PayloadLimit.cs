using System.Text;

namespace Workflows.Domain.Orchestration;

/// <summary>Keeps bodies out of history.</summary>
public static class PayloadLimit
{
    /// <summary>What hosts take when nothing else is set: 256 KiB of JSON.</summary>
    public const int DefaultBytes = 256 * 1024;

    /// <summary>Throws when a payload is over the limit.</summary>
    /// <param name="json">The payload; null passes.</param>
    /// <param name="limit">Most bytes as UTF-8.</param>
    /// <param name="what">For example "The input of activity".</param>
    /// <param name="name">Whose it is.</param>
    /// <exception cref="PayloadTooLargeException">The JSON is over the limit.</exception>
    public static void Check(string? json, int limit, string what, string name)
    {
        // A UTF-16 character is at most three bytes of UTF-8: most payloads need no counting.
        if (json is not null && json.Length > limit / 3 && Encoding.UTF8.GetByteCount(json) is var bytes && bytes > limit)
        {
            throw new PayloadTooLargeException($"{what} '{name}'", bytes, limit);
        }
    }
}
