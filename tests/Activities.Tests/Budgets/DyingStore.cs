using Workflows.Activities.Budgets;

namespace Workflows.Activities.Tests.Budgets;

/// <summary>The store of a host that dies at its nth write, before or after it has happened; nothing works from then on.</summary>
internal sealed class DyingStore(IBudgetStore inner, int dieAt, bool afterWriting) : IBudgetStore
{
    private int _writes;

    public bool Died { get; private set; }

    public async Task<StoredBook?> ReadAsync(string name, CancellationToken cancellationToken) =>
        Died ? throw new HostDiedException() : await inner.ReadAsync(name, cancellationToken);

    public async Task<string?> WriteAsync(string name, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellationToken)
    {
        if (Died)
        {
            throw new HostDiedException();
        }

        if (++_writes < dieAt)
        {
            return await inner.WriteAsync(name, content, version, cancellationToken);
        }

        if (afterWriting)
        {
            await inner.WriteAsync(name, content, version, cancellationToken);
        }

        Died = true;
        throw new HostDiedException();
    }

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken) => inner.ListAsync(prefix, cancellationToken);
}
