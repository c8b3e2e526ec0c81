using Workflows.Activities.Keys;
using Workflows.Domain.Tenancy;

namespace Workflows.Http.Tests.Access;

/// <summary>Keys that a test makes, changes and breaks.</summary>
internal sealed class MemoryKeys(TimeProvider time) : IApiKeys
{
    private volatile IReadOnlyList<ApiKey> _keys = [];

    public string Location => "memory";

    /// <summary>Whether the store cannot be read.</summary>
    public bool IsBroken { get; set; }

    public string Make(RunOwner owner, params KeyScope[] scopes) => Make(owner, owner.User, scopes);

    public string Make(RunOwner owner, string person, params KeyScope[] scopes)
    {
        var (text, record) = ApiKeyMaker.Make(owner, person, scopes, time.GetUtcNow());
        _keys = [.. _keys, record];
        return text;
    }

    public void Change(string text, Func<ApiKey, ApiKey> change) => _keys = [.. _keys.Select(key => ApiKeyText.IsKey(text, key) ? change(key) : key)];

    public void Clear() => _keys = [];

    public Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken) =>
        IsBroken ? throw new ApiKeysException("The keys in memory cannot be read.") : Task.FromResult(_keys);

    public Task AddAsync(ApiKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ApiKey?> RevokeAsync(string id, DateTimeOffset at, CancellationToken cancellationToken) => throw new NotSupportedException();
}
