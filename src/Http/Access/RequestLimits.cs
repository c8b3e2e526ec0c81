using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Workflows.Http.Access;

/// <summary>
/// How much one key may ask, and how often one address may show a bad one. A good key is never held up by bad ones that come from its
/// address. Buckets fill up again all the time, and hold a minute's worth; there is a bounded number of them.
/// </summary>
public sealed class RequestLimits : IDisposable
{
    /// <summary>The setting of requests a minute for each key.</summary>
    public const string RequestsSetting = "Limits:RequestsPerMinute";

    /// <summary>The setting of bad keys a minute for each address.</summary>
    public const string FailuresSetting = "Limits:FailedKeysPerMinute";

    // A hundred a second: what a dashboard and scripts never meet.
    private const int DefaultRequests = 6000;
    private const int DefaultFailures = 60;
    private const int Most = 10_000_000;

    // Addresses are anybody's to have many of; those that share one of so many buckets share what is in it.
    private const int AddressBuckets = 4096;
    private const int BytesOfNetwork = 8;

    private readonly PartitionedRateLimiter<string> _keys;
    private readonly PartitionedRateLimiter<int> _addresses;

    /// <summary>Limits of so many a minute.</summary>
    /// <param name="requestsPerMinute">Requests for each key, 1 to 10 million.</param>
    /// <param name="failedKeysPerMinute">Bad keys for each address, likewise.</param>
    public RequestLimits(int requestsPerMinute, int failedKeysPerMinute)
    {
        var (requests, failures) = (Bucket(requestsPerMinute), Bucket(failedKeysPerMinute));
        _keys = PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetTokenBucketLimiter(key, _ => requests), StringComparer.Ordinal);
        _addresses = PartitionedRateLimiter.Create<int, int>(bucket => RateLimitPartition.GetTokenBucketLimiter(bucket, _ => failures));
    }

    /// <summary>Reads the settings.</summary>
    /// <exception cref="OptionsValidationException">A setting is wrong; the message names it and says what it should look like.</exception>
    public static RequestLimits From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new RequestLimits(Number(configuration, RequestsSetting, DefaultRequests), Number(configuration, FailuresSetting, DefaultFailures));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _keys.Dispose();
        _addresses.Dispose();
    }

    /// <summary>Null when the key may ask, otherwise the refusal.</summary>
    internal ApiResponse? OfKey(string keyId) =>
        Refusal(_keys.AttemptAcquire(keyId), $"The key '{keyId}' asks more often than this host allows ({RequestsSetting}).");

    /// <summary>Null when the address may be told that its key is bad, otherwise the refusal.</summary>
    internal ApiResponse? OfBadKey(string? address) =>
        Refusal(_addresses.AttemptAcquire(BucketOf(address)), $"Too many bad keys came from this address ({FailuresSetting}); good ones are taken all the same.");

    private static ApiResponse? Refusal(RateLimitLease lease, string what)
    {
        using (lease)
        {
            if (lease.IsAcquired)
            {
                return null;
            }

            var seconds = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1;
            return ApiResponse.Problem(429, "Too Many Requests", $"{what} Ask again in {seconds} seconds. Nothing was started or changed.")
                .With("Retry-After", seconds.ToString(CultureInfo.InvariantCulture));
        }
    }

    // Whoever has one address of version 6 has a whole network of them.
    private static int BucketOf(string? address)
    {
        var hash = new HashCode();
        if (IPAddress.TryParse(address, out var parsed))
        {
            var bytes = (parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed).GetAddressBytes();
            hash.AddBytes(bytes.AsSpan(0, Math.Min(bytes.Length, BytesOfNetwork)));
        }

        return (int)((uint)hash.ToHashCode() % AddressBuckets);
    }

    private static TokenBucketRateLimiterOptions Bucket(int perMinute) => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = Math.Max(1, perMinute / 60),
        ReplenishmentPeriod = TimeSpan.FromSeconds(perMinute < 60 ? 60.0 / perMinute : 1),
        QueueLimit = 0,
    };

    private static int Number(IConfiguration configuration, string name, int otherwise)
    {
        if (string.IsNullOrWhiteSpace(configuration[name]))
        {
            return otherwise;
        }

        return int.TryParse(configuration[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Most
            ? number
            : throw new OptionsValidationException("Limits", typeof(RequestLimits), [$"{name} is '{configuration[name]}'. Use a whole number from 1 to {Most}."]);
    }
}
