using System.Text;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Hub;

/// <summary>Keeps bodies out of history.</summary>
internal static class PayloadLimit
{
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
