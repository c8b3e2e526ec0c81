using Workflows.Activities.Budgets;

namespace Workflows.Activities.Tests.Budgets;

public sealed class FolderBudgetStoreTests : BudgetStoreContract, IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("workflows-budgets-").FullName;
    private readonly FolderBudgetStore _store;

    public FolderBudgetStoreTests() => _store = new FolderBudgetStore(Path.Combine(_root, "books"));

    private protected override IBudgetStore Store => _store;

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task What_a_crash_left_half_written_is_no_book()
    {
        await _store.WriteAsync("runs/a", "{}"u8.ToArray(), null, CancellationToken.None);
        File.WriteAllText(Path.Combine(_root, "books", "runs", "a.json.tmp"), "{\"acc");

        Assert.Equal(["runs/a"], await _store.ListAsync("runs/", CancellationToken.None));
        var version = (await _store.ReadAsync("runs/a", CancellationToken.None))!.Version;
        Assert.True(await _store.WriteAsync("runs/a", "{ }"u8.ToArray(), version, CancellationToken.None));
    }

    [Fact]
    public async Task A_place_where_nothing_can_be_written_is_a_clear_error()
    {
        File.WriteAllText(Path.Combine(_root, "file"), "");
        using var store = new FolderBudgetStore(Path.Combine(_root, "file"));

        var error = await Assert.ThrowsAsync<BudgetStoreException>(() => store.WriteAsync("runs/a", "{}"u8.ToArray(), null, CancellationToken.None));

        Assert.Contains("Budgets:Folder", error.Message, StringComparison.Ordinal);
    }
}
