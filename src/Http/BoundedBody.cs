namespace Workflows.Http;

/// <summary>A body that was read whole, or why it was not: too large, or too slow.</summary>
internal readonly record struct BoundedBody(ReadOnlyMemory<byte> Bytes, ApiResponse? Refusal)
{
    private const int FirstBuffer = 16 * 1024;

    public static async Task<BoundedBody> ReadAsync(
        ApiRequest request, int limit, string what, HttpApiOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            return new BoundedBody(default, TooLarge(what, limit));
        }

        using var patience = new CancellationTokenSource(options.BodyTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            // One byte more than allowed tells a body that fits from one that does not.
            using var body = new MemoryStream((int)Math.Min(request.ContentLength ?? FirstBuffer, limit));
            var buffer = new byte[FirstBuffer];
            int read;
            while ((read = await request.Body.ReadAsync(buffer, either.Token)) > 0)
            {
                if (body.Length + read > limit)
                {
                    return new BoundedBody(default, TooLarge(what, limit));
                }

                body.Write(buffer, 0, read);
            }

            return new BoundedBody(body.GetBuffer().AsMemory(0, (int)body.Length), null);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new BoundedBody(default, ApiResponse.Problem(408, "Request Timeout",
                $"{what} did not arrive within {options.BodyTimeout.TotalSeconds:0} seconds. Send it again, faster."));
        }
    }

    private static ApiResponse TooLarge(string what, int limit) =>
        ApiResponse.Problem(413, "Content Too Large", $"{what} is larger than the limit of {limit} bytes ({Size(limit)}). Nothing was stored or started.");

    private static string Size(int bytes) => bytes >= 1024 * 1024 ? $"{bytes / (1024 * 1024)} MiB" : $"{bytes / 1024} KiB";
}
