using System.Globalization;

namespace Workflows.Domain.Orchestration;

/// <summary>Something that would cross history is over the limit. Nothing was truncated and nothing was stored.</summary>
public sealed class PayloadTooLargeException : Exception
{
    /// <summary>Describes what was too large.</summary>
    /// <param name="what">For example "The input of activity 'CheckCode'".</param>
    /// <param name="bytes">Its size as UTF-8 JSON.</param>
    /// <param name="limit">The host's limit in bytes.</param>
    public PayloadTooLargeException(string what, long bytes, long limit)
        : base(string.Create(CultureInfo.InvariantCulture,
            $"{what} is {bytes:N0} bytes of JSON; the limit is {limit:N0}. History holds references, not bodies: write it to the artifact store (IArtifactStore.WriteAsync) and pass the ArtifactRef."))
    {
        Bytes = bytes;
        Limit = limit;
    }

    /// <summary>The size in bytes.</summary>
    public long Bytes { get; }

    /// <summary>The limit in bytes.</summary>
    public long Limit { get; }
}
