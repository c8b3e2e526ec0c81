using System.Text;
using Workflows.Activities.Budgets;
using Workflows.Domain.Budgets;
using Workflows.Domain.Tenancy;

namespace Workflows.Activities.Tests.Budgets;

/// <summary>What every store of books promises; each store runs all of it.</summary>
public abstract class BudgetStoreContract
{
    private static readonly CancellationToken None = CancellationToken.None;

    // Tests of one class share a store.
    private readonly string _user = "u-" + Guid.NewGuid().ToString("N")[..12];

    private protected abstract IBudgetStore Store { get; }

    private string Name => $"projects/{_user}~shop";

    [Fact]
    public async Task What_was_written_is_read_and_listed()
    {
        Assert.Null(await Store.ReadAsync(Name, None));
        await Written(Name, "{}", null);

        Assert.Equal("{}", Text(await Store.ReadAsync(Name, None)));
        Assert.Equal([Name], await Store.ListAsync($"projects/{_user}", None));
        Assert.Empty(await Store.ListAsync($"runs/{_user}", None));
    }

    [Fact]
    public async Task Whoever_writes_on_an_old_version_is_refused()
    {
        await Written(Name, "1", null);
        var first = await Store.ReadAsync(Name, None);
        await Written(Name, "2", first!.Version);

        Assert.Null(await Store.WriteAsync(Name, Bytes("3"), first.Version, None));
        Assert.Null(await Store.WriteAsync(Name, Bytes("3"), null, None));
        Assert.Null(await Store.WriteAsync($"runs/{_user}-none", Bytes("3"), first.Version, None));
        Assert.Equal("2", Text(await Store.ReadAsync(Name, None)));
    }

    [Fact]
    public async Task The_book_of_any_run_id_has_a_place_of_its_own()
    {
        string[] ids = [$"{_user}-run", $"{_user}-run:approve-tests:1", $"{_user}~shop~run", $"{_user} run (1)@a+b,c=d"];
        foreach (var id in ids)
        {
            await Written("runs/" + id, $"\"{id}\"", null);
        }

        foreach (var id in ids)
        {
            Assert.Equal($"\"{id}\"", Text(await Store.ReadAsync("runs/" + id, None)));
        }

        Assert.Equal(ids.Length, (await Store.ListAsync($"runs/{_user}", None)).Count);
    }

    [Fact]
    public async Task Changes_from_many_hosts_at_once_are_all_kept()
    {
        var project = new RunOwner(_user, "busy");
        const int Hosts = 4;
        const int Changes = 8;
        await Task.WhenAll(Enumerable.Range(0, Hosts).Select(async host =>
        {
            using var books = new BudgetBooks(Store, TimeProvider.System);
            for (var change = 0; change < Changes; change++)
            {
                var id = $"{host}-{change}";
                await books.ChangeAsync(BudgetBooks.Of(project), book => book.Raise(BudgetBook.ProjectAccount, new BudgetAmount(1, 0.5m), id), None);
            }
        }));

        using var after = new BudgetBooks(Store, TimeProvider.System);
        var book = await after.ReadAsync(BudgetBooks.Of(project), None);
        Assert.Equal(new BudgetAmount(Hosts * Changes, Hosts * Changes * 0.5m), book.Accounts[BudgetBook.ProjectAccount].Raised);
        Assert.Contains(project, await after.ListProjectsAsync(None));
    }

    [Fact]
    public async Task What_another_host_changed_is_seen_by_a_host_that_has_known_the_book_before()
    {
        var name = BudgetBooks.Of(new RunOwner(_user, "known"));
        using var here = new BudgetBooks(Store, TimeProvider.System);
        using var there = new BudgetBooks(Store, TimeProvider.System);
        await here.ChangeAsync(name, book => book.Raise(BudgetBook.ProjectAccount, new BudgetAmount(1, 1), "a"), None);
        await there.ChangeAsync(name, book => book.Raise(BudgetBook.ProjectAccount, new BudgetAmount(2, 2), "b"), None);

        // Nothing to change, as far as the first one knows.
        var raised = await here.ChangeAsync(name, book => (book, book.Accounts[BudgetBook.ProjectAccount].Raised), None);
        Assert.Equal(new BudgetAmount(3, 3), raised);

        await there.ChangeAsync(name, book => book.Raise(BudgetBook.ProjectAccount, new BudgetAmount(4, 4), "c"), None);
        await here.ChangeAsync(name, book => book.Raise(BudgetBook.ProjectAccount, new BudgetAmount(8, 8), "d"), None);
        Assert.Equal(new BudgetAmount(15, 15), (await there.ReadAsync(name, None)).Accounts[BudgetBook.ProjectAccount].Raised);
    }

    [Fact]
    public async Task A_book_that_somebody_broke_allows_nothing_and_says_so()
    {
        await Written(Name, "{\"holds\": 5}", null);
        using var books = new BudgetBooks(Store, TimeProvider.System);

        var error = await Assert.ThrowsAsync<BudgetStoreException>(() => books.ReadAsync(Name, None));

        Assert.Contains(Name, error.Message, StringComparison.Ordinal);
    }

    private async Task Written(string name, string content, string? version)
    {
        // The first write of all makes the container, and is then to be made again.
        var told = await Store.WriteAsync(name, Bytes(content), version, None) ?? await Store.WriteAsync(name, Bytes(content), version, None);
        Assert.NotNull(told);
        Assert.Equal((await Store.ReadAsync(name, None))?.Version, told);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private protected static string? Text(StoredBook? book) => book is null ? null : Encoding.UTF8.GetString(book.Content);
}
