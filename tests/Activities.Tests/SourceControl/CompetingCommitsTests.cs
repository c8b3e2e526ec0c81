using Workflows.Activities.SourceControl;

namespace Workflows.Activities.Tests.SourceControl;

/// <summary>Several that write to one branch at the same time, in one process or in many.</summary>
public sealed class CompetingCommitsTests : IAsyncLifetime
{
    private CommitBench _bench = null!;

    public async Task InitializeAsync() => _bench = await CommitBench.CreateAsync();

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Runs_that_commit_to_one_branch_at_the_same_time_all_get_there(bool oneMachine)
    {
        const int Runs = 5;
        var inputs = await Task.WhenAll(Enumerable.Range(0, Runs).Select(i => _bench.InputAsync($"run-{i}", "main", $"class T{i};", $"T{i}.cs")));

        var results = await Task.WhenAll(inputs.Select((input, i) =>
            Task.Run(() => _bench.CommitAsync(input, oneMachine ? "work" : $"work-{i}", options => options with { PushAttempts = 50, Folder = "t" }))));

        Assert.Equal(results.Select(result => result.Sha).Order(), _bench.Commits("main").Order());
        Assert.All(results, result => Assert.False(result.Existed));
        Assert.Equal(Enumerable.Range(0, Runs).Select(i => $"t/T{i}.cs"), _bench.Git("ls-tree", "-r", "--name-only", "main", "t/").Split('\n'));
    }

    [Fact]
    public async Task Two_hosts_that_make_the_same_call_at_the_same_time_make_one_commit()
    {
        var input = await _bench.InputAsync(branch: "main");

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => _bench.CommitAsync(input, $"work-{i}"))));

        var commit = Assert.Single(_bench.Commits("main"));
        Assert.All(results, result => Assert.Equal(commit, result.Sha));
    }

    [Fact]
    public async Task A_branch_that_never_stands_still_ends_the_tries_with_what_to_do()
    {
        // As if somebody else were always faster: the lock on the branch is taken.
        _bench.Hook("update", $"exec 1>&2; echo x > '{_bench.Remote}/refs/heads/main.lock'");

        var failed = await Assert.ThrowsAsync<SourceControlException>(
            async () => await _bench.CommitAsync(await _bench.InputAsync(branch: "main"), change: options => options with { PushAttempts = 2 }));

        Assert.Contains("moved 2 times", failed.Message, StringComparison.Ordinal);
    }
}
