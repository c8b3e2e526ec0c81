using Workflows.Activities.SourceControl;

namespace Workflows.Activities.Tests.SourceControl;

public sealed class LocalRepositoryTests
{
    [Fact]
    public async Task It_is_made_once_and_then_left_as_it_is()
    {
        await using var bench = await CommitBench.CreateAsync();
        Assert.Equal("true main", $"{bench.Git("rev-parse", "--is-bare-repository")} {bench.Git("symbolic-ref", "--short", "HEAD")}");
        var committed = await bench.CommitAsync(await bench.InputAsync(branch: "main"));

        var path = await LocalRepository.EnsureAsync(bench.Remote, CancellationToken.None);

        Assert.Equal(bench.Remote, path);
        Assert.Equal(committed.Sha, bench.Git("rev-parse", "main"));
    }

    [Fact]
    public async Task Many_that_make_it_at_once_get_the_same_one_and_leave_nothing_behind()
    {
        await using var bench = await CommitBench.CreateAsync();
        var path = Path.Combine(bench.Root, "deep", "demo.git");

        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => LocalRepository.EnsureAsync(path, CancellationToken.None))));

        Assert.All(made, one => Assert.Equal(path, one));
        Assert.Equal([path], Directory.EnumerateFileSystemEntries(Path.Combine(bench.Root, "deep")));
    }

    [Fact]
    public async Task A_folder_that_holds_something_else_is_not_touched()
    {
        await using var bench = await CommitBench.CreateAsync();
        var path = Directory.CreateDirectory(Path.Combine(bench.Root, "mine")).FullName;
        await File.WriteAllTextAsync(Path.Combine(path, "letter.txt"), "x");

        var refused = await Assert.ThrowsAsync<SourceControlException>(() => LocalRepository.EnsureAsync(path, CancellationToken.None));

        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        Assert.Equal(["letter.txt"], Directory.EnumerateFileSystemEntries(path).Select(Path.GetFileName));
    }
}
