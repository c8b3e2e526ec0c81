using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Workflows.Domain.Tenancy;
using Workflows.Http.Access;

namespace Workflows.Http.Tests.Access;

/// <summary>How much a key may ask. Limits are a minute's worth, and no test takes that long.</summary>
public sealed class RequestLimitTests : IDisposable
{
    private readonly RequestLimits _limits = new(requestsPerMinute: 1, failedKeysPerMinute: 1);
    private readonly MemoryKeys _keys = new(TimeProvider.System);
    private readonly ApiDoor _door;

    public RequestLimitTests() => _door = new ApiDoor(_keys, TimeProvider.System) { Limits = _limits, OperatorToken = KeyedApi.Operator };

    public void Dispose() => _limits.Dispose();

    [Fact]
    public async Task A_key_that_asks_too_often_is_told_when_to_come_again_and_others_are_not_held_up()
    {
        var (eager, other) = (Key("alice"), Key("bob"));
        Assert.Null((await AskAsync(eager)).Refusal);
        var refusal = (await AskAsync(eager)).Refusal!;
        Assert.Equal(429, refusal.Status);
        Assert.Equal("application/problem+json", refusal.ContentType);
        Assert.InRange(int.Parse(refusal.Headers.Single(header => header.Key == "Retry-After").Value, System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        Assert.Null((await AskAsync(other)).Refusal);
        // What costs nothing is not counted, and the operator is not.
        Assert.Null((await AskAsync(eager, access: ApiAccess.Public)).Refusal);
        for (var i = 0; i < 10; i++)
        {
            Assert.Null((await AskAsync(KeyedApi.Operator)).Refusal);
        }
    }

    [Fact]
    public async Task Bad_keys_from_one_address_are_slowed_down_and_good_ones_from_it_are_not()
    {
        var good = Key("alice");
        var bad = good[..^2] + "xx";
        Assert.Equal([401, 429, 429], await StatusesAsync(bad, bad, bad));

        Assert.Null((await AskAsync(good)).Refusal);
        // Without a key nothing is guessed, and an address is the same however it is written.
        Assert.Equal(401, (await AskAsync(null)).Refusal!.Status);
        Assert.Null((await AskAsync(bad, access: ApiAccess.Public)).Refusal);
        Assert.Equal(429, (await AskAsync(bad, "::ffff:192.0.2.1")).Refusal!.Status);
    }

    [Fact]
    public async Task Addresses_of_one_network_of_version_6_are_one()
    {
        var bad = Key("alice")[..^2] + "xx";
        Assert.Equal(401, (await AskAsync(bad, "2001:db8::1")).Refusal!.Status);
        Assert.Equal(429, (await AskAsync(bad, "2001:db8:0:0:ffff::3")).Refusal!.Status);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("many")]
    [InlineData("10000001")]
    public void A_wrong_setting_names_itself(string value)
    {
        foreach (var name in new[] { RequestLimits.RequestsSetting, RequestLimits.FailuresSetting })
        {
            var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build();
            Assert.Contains(name, Assert.Throws<OptionsValidationException>(() => RequestLimits.From(configuration)).Message, StringComparison.Ordinal);
        }
    }

    private string Key(string user) => _keys.Make(new RunOwner(user, "web"), KeyScope.Read);

    private async Task<IReadOnlyList<int>> StatusesAsync(params string[] keys)
    {
        var statuses = new List<int>();
        foreach (var key in keys)
        {
            statuses.Add((await AskAsync(key)).Refusal!.Status);
        }

        return statuses;
    }

    private Task<Admission> AskAsync(string? key, string address = "192.0.2.1", ApiAccess access = ApiAccess.Read) => _door.AdmitAsync(
        new ApiRequest
        {
            Method = "GET",
            BaseUrl = new Uri("http://127.0.0.1/"),
            RemoteAddress = address,
            Headers = key is null ? new Dictionary<string, StringValues>() : new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase) { ["Authorization"] = "Bearer " + key },
        },
        access, CancellationToken.None);
}
