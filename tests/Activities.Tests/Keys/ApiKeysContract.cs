using Workflows.Activities.Keys;
using Workflows.Domain.Tenancy;

namespace Workflows.Activities.Tests.Keys;

/// <summary>What every store of keys promises; each store runs all of it.</summary>
public abstract class ApiKeysContract
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A store over the same keys as every other that this test opens.</summary>
    internal abstract IApiKeys Open();

    [Fact]
    public async Task What_was_added_is_listed_by_every_host_as_it_was_and_without_the_key()
    {
        var (text, made) = Make("alice");
        var key = made with { Label = "laptop", ExpiresAt = Now.AddDays(1) };
        var other = Open();
        Assert.Empty(await other.ListAsync(CancellationToken.None));

        await Open().AddAsync(key, CancellationToken.None);

        var listed = Assert.Single(await Open().ListAsync(CancellationToken.None));
        Assert.Equal(key with { Scopes = [] }, listed with { Scopes = [] });
        Assert.Equal(key.Scopes, listed.Scopes);
        Assert.True(ApiKeyText.IsKey(text, listed));
        Assert.DoesNotContain(text, await StoredAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(text[^43..], await StoredAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_are_listed_in_the_order_in_which_they_were_made()
    {
        var keys = Enumerable.Range(0, 5).Select(i => Make($"user-{i}").Record).ToList();
        foreach (var key in keys)
        {
            await Open().AddAsync(key, CancellationToken.None);
        }

        Assert.Equal(keys.Select(key => key.Id), (await Open().ListAsync(CancellationToken.None)).Select(key => key.Id));
    }

    [Fact]
    public async Task A_revoked_key_stays_on_record_with_the_time_of_the_first_revocation()
    {
        var (_, key) = Make("alice");
        var (_, kept) = Make("bob");
        await Open().AddAsync(key, CancellationToken.None);
        await Open().AddAsync(kept, CancellationToken.None);

        Assert.Equal(Now, (await Open().RevokeAsync(key.Id, Now, CancellationToken.None))!.RevokedAt);
        Assert.Equal(Now, (await Open().RevokeAsync(key.Id, Now.AddDays(1), CancellationToken.None))!.RevokedAt);
        Assert.Null(await Open().RevokeAsync("000000000000", Now, CancellationToken.None));

        Assert.Equal([Now, null], (await Open().ListAsync(CancellationToken.None)).Select(listed => listed.RevokedAt));
    }

    [Fact]
    public async Task The_same_id_is_not_given_twice()
    {
        var (_, key) = Make("alice");
        await Open().AddAsync(key, CancellationToken.None);

        await Assert.ThrowsAsync<ApiKeysException>(() => Open().AddAsync(key with { User = "bob" }, CancellationToken.None));
        Assert.Equal("alice", Assert.Single(await Open().ListAsync(CancellationToken.None)).User);
    }

    [Fact]
    public async Task Many_who_write_at_once_lose_nothing()
    {
        var keys = Enumerable.Range(0, 12).Select(i => Make($"user-{i}").Record).ToList();

        await Task.WhenAll(keys.Select(key => Task.Run(() => Open().AddAsync(key, CancellationToken.None))));
        await Task.WhenAll(keys.Take(6).Select(key => Task.Run(() => Open().RevokeAsync(key.Id, Now, CancellationToken.None))));

        var listed = await Open().ListAsync(CancellationToken.None);
        Assert.Equal(keys.Select(key => key.Id).Order(), listed.Select(key => key.Id).Order());
        Assert.Equal(keys.Take(6).Select(key => key.Id).Order(), listed.Where(key => key.RevokedAt is not null).Select(key => key.Id).Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"version\":2,\"keys\":[]}")]
    [InlineData("{\"version\":1}")]
    [InlineData("{\"version\":1,\"keys\":[null]}")]
    [InlineData("{\"version\":1,\"keys\":[{}]}")]
    [InlineData("{\"version\":1,\"keys\":[{\"id\":\"0123456789ab\",\"sha256\":\"00\",\"user\":\"a\",\"project\":\"b\",\"person\":\"c\",\"scopes\":[\"read\"],\"createdAt\":\"2026-01-01T00:00:00Z\"}]}")]
    [InlineData("{\"version\":1,\"keys\":[{\"id\":\"0123456789ab\",\"sha256\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"user\":\"a~b\",\"project\":\"b\",\"person\":\"c\",\"scopes\":[\"read\"],\"createdAt\":\"2026-01-01T00:00:00Z\"}]}")]
    [InlineData("{\"version\":1,\"keys\":[{\"id\":\"0123456789ab\",\"sha256\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"user\":\"a\",\"project\":\"b\",\"person\":\"c\",\"scopes\":[\"root\"],\"createdAt\":\"2026-01-01T00:00:00Z\"}]}")]
    public async Task Keys_that_cannot_be_understood_let_nobody_in_and_are_not_written_over(string content)
    {
        await StoreAsync(content);

        var failure = await Assert.ThrowsAsync<ApiKeysException>(() => Open().ListAsync(CancellationToken.None));
        await Assert.ThrowsAsync<ApiKeysException>(() => Open().AddAsync(Make("alice").Record, CancellationToken.None));

        Assert.Contains("api-keys.json", failure.Message, StringComparison.Ordinal);
        Assert.Equal(content, await StoredAsync());
    }

    private protected static (string Text, ApiKey Record) Make(string user) =>
        ApiKeyMaker.Make(new RunOwner(user, "web"), user, [KeyScope.Read, KeyScope.Decide], Now);

    /// <summary>What is really written down.</summary>
    protected abstract Task<string> StoredAsync();

    /// <summary>Writes something else there.</summary>
    protected abstract Task StoreAsync(string content);
}
