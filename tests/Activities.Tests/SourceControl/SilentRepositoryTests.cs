using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Activities.Forks;
using Workflows.Activities.SourceControl;
using Workflows.Activities.SourceControl.Git;
using Workflows.Engine.Tests.Contract;

namespace Workflows.Activities.Tests.SourceControl;

/// <summary>A host that takes connections and says nothing, and a git that does not end.</summary>
public sealed class SilentRepositoryTests : IAsyncLifetime, IDisposable
{
    private readonly TcpListener _silent = new(IPAddress.Loopback, 0);
    private readonly ManualTimeProvider _time = new();

    private CommitBench _bench = null!;

    public async Task InitializeAsync()
    {
        _bench = await CommitBench.CreateAsync();
        _silent.Start();
    }

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    public void Dispose() => _silent.Dispose();

    [Fact]
    public async Task A_host_that_says_nothing_holds_up_no_commit_to_another_repository_and_is_looked_at_for_a_short_time()
    {
        var cloned = _bench.Cloned(time: _time);
        var look = cloned.WorkAsync(Silent(), async (clone, _) => { await clone.ProbeAsync(CancellationToken.None); return true; }, CancellationToken.None);
        using var connection = await _silent.AcceptTcpClientAsync();

        // Where it has to wait, this is for ever: the clock of the look stands still.
        var result = await CommitBench.RunAsync(
            new CommitFiles(_bench.Artifacts, new ForkReader(_bench.Artifacts), cloned, _bench.Audit, TimeProvider.System, NullLogger<CommitFiles>.Instance), await _bench.InputAsync()).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal([result.Sha], _bench.Commits("workflows/run-1"));
        Assert.False(look.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(15));
        var late = await Assert.ThrowsAsync<SourceControlException>(() => look);
        Assert.True(late.IsUnreachable);
        Assert.Contains("ls-remote did not end within 15 s", late.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("TimeoutSeconds", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fetch_has_the_time_of_the_settings_and_its_end_says_that_the_host_cannot_be_reached()
    {
        var fetch = _bench.Cloned(time: _time).WorkAsync(Silent(), (clone, _) => clone.FetchAsync("main", CancellationToken.None), CancellationToken.None);
        using var connection = await _silent.AcceptTcpClientAsync();

        _time.Advance(TimeSpan.FromSeconds(119));
        Assert.False(fetch.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        var late = await Assert.ThrowsAsync<SourceControlException>(() => fetch);
        Assert.True(late.IsUnreachable);
        Assert.Contains("SourceControl:TimeoutSeconds", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_on_this_machine_that_does_not_end_says_nothing_about_the_host()
    {
        var fifo = _bench.Fifo("never");
        var call = _bench.Cloned(time: _time).WorkAsync(
            new RepositoryAddress(_bench.Remote, null), (clone, _) => clone.LocalAsync(["hash-object", fifo], default, CancellationToken.None), CancellationToken.None);
        // It is open for writing once git reads it.
        await using var held = await Task.Run(() => new FileStream(fifo, FileMode.Open, FileAccess.Write)).WaitAsync(TimeSpan.FromMinutes(1));

        _time.Advance(TimeSpan.FromMinutes(5));

        var late = await Assert.ThrowsAsync<SourceControlException>(() => call);
        Assert.False(late.IsUnreachable);
        Assert.Contains("git hash-object did not end", late.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("reached", late.Message, StringComparison.Ordinal);
    }

    private RepositoryAddress Silent() => RepositoryAddress.Parse($"https://127.0.0.1:{((IPEndPoint)_silent.LocalEndpoint).Port}/x.git").Address!;
}
