using System.Text.Json;
using Workflows.Domain.Budgets;
using Workflows.Domain.Tenancy;

namespace Workflows.Activities.Budgets;

/// <summary>
/// The books of projects and runs, and how one is changed: apply the rule to the book as this process last saw it, write, and again with what is
/// stored where somebody else was faster. The version that a write takes the place of makes sure that no rule was applied to an old book.
/// </summary>
internal sealed class BudgetBooks(IBudgetStore store, TimeProvider time) : IDisposable
{
    private const string Projects = "projects/";
    private const string Runs = "runs/";
    private const int MostTries = 200;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    private readonly BookLine[] _lines = [.. Enumerable.Range(0, 64).Select(_ => new BookLine())];

    public static string Of(RunOwner project) => $"{Projects}{project.User}{RunOwner.Mark}{project.Project}";

    public static string Of(string runId) => Runs + runId;

    public async Task<BudgetBook> ReadAsync(string name, CancellationToken cancellationToken) => (await FindAsync(name, cancellationToken)).Book;

    /// <summary>The book as this process last saw it. Only what a change then agrees to may follow from it: another process may have changed it since.</summary>
    public async Task<BudgetBook> LastSeenAsync(string name, CancellationToken cancellationToken) =>
        LineOf(name).Seen is { } seen && seen.Name == name ? seen.Book : await ReadAsync(name, cancellationToken);

    public async Task<IReadOnlyList<RunOwner>> ListProjectsAsync(CancellationToken cancellationToken) =>
        [.. (await store.ListAsync(Projects, cancellationToken)).Select(name => RunOwner.Of($"{name[Projects.Length..]}{RunOwner.Mark}run")).OfType<RunOwner>()];

    /// <summary>Changes a book by a rule, which may be applied several times. The same book as a result means that nothing is written.</summary>
    /// <param name="name">The book.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <param name="soon">Whether the change may be lost with the power, up to a second after it.</param>
    public async Task<T> ChangeAsync<T>(
        string name, Func<BudgetBook, (BudgetBook Book, T Result)> rule, CancellationToken cancellationToken, bool soon = false)
    {
        var line = LineOf(name);
        await line.Turn.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 0; attempt < MostTries; attempt++)
            {
                var isFresh = attempt > 0 || line.Seen?.Name != name;
                var seen = isFresh ? await FindAsync(name, cancellationToken) : line.Seen!;
                var (next, result) = rule(seen.Book);
                if (!ReferenceEquals(next, seen.Book))
                {
                    if (await WriteAsync(name, next, seen.Version, soon, cancellationToken) is { } version)
                    {
                        line.Seen = new SeenBook(name, next, version);
                        return result;
                    }
                }
                else if (isFresh)
                {
                    line.Seen = seen;
                    return result;
                }

                if (attempt > 1)
                {
                    await Task.Delay(LongestPause * Random.Shared.NextDouble(), time, cancellationToken);
                }
            }
        }
        finally
        {
            line.Turn.Release();
        }

        throw new BudgetStoreException($"The budget book '{name}' is changed by other hosts faster than this one can; try again.");
    }

    public Task ChangeAsync(string name, Func<BudgetBook, BudgetBook> rule, CancellationToken cancellationToken, bool soon = false) =>
        ChangeAsync(name, book => (rule(book), true), cancellationToken, soon);

    public void Dispose()
    {
        foreach (var line in _lines)
        {
            line.Dispose();
        }
    }

    private BookLine LineOf(string name) => _lines[(uint)StringComparer.Ordinal.GetHashCode(name) % (uint)_lines.Length];

    private async Task<SeenBook> FindAsync(string name, CancellationToken cancellationToken)
    {
        var stored = await store.ReadAsync(name, cancellationToken);
        return new SeenBook(name, Book(name, stored), stored?.Version);
    }

    private Task<string?> WriteAsync(string name, BudgetBook book, string? version, bool soon, CancellationToken cancellationToken)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(book, BudgetJson.Default.BudgetBook);
        return soon ? store.WriteSoonAsync(name, content, version, cancellationToken) : store.WriteAsync(name, content, version, cancellationToken);
    }

    private static BudgetBook Book(string name, StoredBook? stored)
    {
        try
        {
            return stored is null ? new BudgetBook() : JsonSerializer.Deserialize(stored.Content, BudgetJson.Default.BudgetBook) ?? throw new JsonException("it is null");
        }
        catch (JsonException unreadable)
        {
            // A budget that cannot be read allows nothing.
            throw new BudgetStoreException($"The budget book '{name}' cannot be read: {unreadable.Message} Somebody has edited it; put it right, or delete it to begin with nothing spent.", unreadable);
        }
    }
}
