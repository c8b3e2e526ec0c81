using System.Text;
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

    [Theory]
    [InlineData("{}\n[1]\n{\"acc")]
    [InlineData("{}\n[1]\n{\"acc\n[1]\n")]
    [InlineData("[1]\n")]
    [InlineData("[1]")]
    public async Task What_a_crash_left_half_written_is_no_book(string lines)
    {
        var version = await _store.WriteAsync("runs/a", "[1]"u8.ToArray(), null, CancellationToken.None);
        var file = Path.Combine(_root, "books", "runs", "a.jsonl");
        File.WriteAllText(file + ".tmp", "{\"acc");
        File.WriteAllText(file, lines);

        Assert.Equal(["runs/a"], await _store.ListAsync("runs/", CancellationToken.None));
        var found = await _store.ReadAsync("runs/a", CancellationToken.None);
        Assert.Equal(("[1]", version), (Text(found), found!.Version));
        Assert.NotNull(await _store.WriteAsync("runs/a", "[2]"u8.ToArray(), version, CancellationToken.None));
        Assert.Equal("[2]", Text(await _store.ReadAsync("runs/a", CancellationToken.None)));
    }

    [Fact]
    public async Task Two_crashes_in_a_row_leave_the_book_as_it_was()
    {
        var file = Path.Combine(_root, "books", "runs", "a.jsonl");
        var version = await _store.WriteAsync("runs/a", "[1]"u8.ToArray(), null, CancellationToken.None);
        await File.AppendAllTextAsync(file, "{\"acc");

        version = await _store.WriteAsync("runs/a", "[2]"u8.ToArray(), version, CancellationToken.None);
        var lines = await File.ReadAllTextAsync(file);
        // The second crash: its write came to the middle of the line.
        await File.WriteAllTextAsync(file, lines[..^2]);

        Assert.Equal("[1]\n[2]\n", lines);
        Assert.Equal("[1]", Text(await _store.ReadAsync("runs/a", CancellationToken.None)));
        Assert.NotNull(version);
    }

    [Fact]
    public async Task A_file_does_not_grow_with_the_changes_of_its_book()
    {
        var book = Encoding.UTF8.GetBytes("[" + new string('1', 1000) + "]");
        string? version = null;
        for (var change = 0; change < 200; change++)
        {
            version = await _store.WriteSoonAsync("runs/a", book, version, CancellationToken.None);
            Assert.NotNull(version);
        }

        Assert.InRange(new FileInfo(Path.Combine(_root, "books", "runs", "a.jsonl")).Length, book.Length, 70_000);
        Assert.Equal(book, (await _store.ReadAsync("runs/a", CancellationToken.None))!.Content);
    }

    [Fact]
    public async Task A_book_from_before_there_were_lines_is_taken_over()
    {
        var old = Path.Combine(_root, "books", "projects", "alice~shop.json");
        Directory.CreateDirectory(Path.GetDirectoryName(old)!);
        File.WriteAllText(old, "{\n  \"raises\": []\n}");

        Assert.Equal(["projects/alice~shop"], await _store.ListAsync("projects/", CancellationToken.None));
        var found = await _store.ReadAsync("projects/alice~shop", CancellationToken.None);
        Assert.Equal("{\n  \"raises\": []\n}", Text(found));
        Assert.Null(await _store.WriteAsync("projects/alice~shop", "{}"u8.ToArray(), null, CancellationToken.None));
        Assert.NotNull(await _store.WriteAsync("projects/alice~shop", "{}"u8.ToArray(), found!.Version, CancellationToken.None));

        Assert.Equal("{}", Text(await _store.ReadAsync("projects/alice~shop", CancellationToken.None)));
        Assert.Equal(["projects/alice~shop"], await _store.ListAsync("projects/", CancellationToken.None));
        Assert.False(File.Exists(old));
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
