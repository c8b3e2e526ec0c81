namespace Workflows.Domain.Tenancy;

/// <summary>The keys of a host. Nothing is ever deleted: a key that was taken back stays on record.</summary>
public interface IApiKeys
{
    /// <summary>Where the keys are kept, for people. Never holds a secret.</summary>
    string Location { get; }

    /// <summary>Every key, oldest first. What another process changed is seen at once, or within seconds where it is kept far away.</summary>
    /// <exception cref="ApiKeysException">The keys cannot be read, so nobody can be let in.</exception>
    Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Puts a new key on record; it is durable when this returns.</summary>
    /// <exception cref="ApiKeysException">The keys cannot be written.</exception>
    Task AddAsync(ApiKey key, CancellationToken cancellationToken);

    /// <summary>Takes a key back. One that was taken back before keeps its time.</summary>
    /// <returns>The key as it is on record now; null when there is none of that id.</returns>
    /// <exception cref="ApiKeysException">The keys cannot be written.</exception>
    Task<ApiKey?> RevokeAsync(string id, DateTimeOffset at, CancellationToken cancellationToken);
}
