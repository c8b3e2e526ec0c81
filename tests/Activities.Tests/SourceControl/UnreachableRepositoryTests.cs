using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Workflows.Activities.Audit;
using Workflows.Activities.SourceControl;
using Workflows.Activities.SourceControl.Git;
using Workflows.Domain.SourceControl;

namespace Workflows.Activities.Tests.SourceControl;

/// <summary>A host that is down or too busy is told as that to whoever waits for it; what it refuses fails.</summary>
public sealed class UnreachableRepositoryTests : IAsyncLifetime
{
    private const string Token = "token-of-the-tests";
    private const string EmptyObject =
        "error: object file /w/repo.git/objects/e6/4349 is empty\nfatal: loose object e643 (stored in /w/repo.git/objects/e6/4349) is corrupt\n" + CutOff;
    private const string GarbledObject =
        "error: inflate: data stream error (incorrect header check)\nerror: unable to unpack e6434975 header\n" + CutOff;
    private const string CutOff = "fatal: the remote end hung up unexpectedly\nsend-pack: unexpected disconnect while reading sideband packet\n";

    private CommitBench _bench = null!;

    public async Task InitializeAsync() => _bench = await CommitBench.CreateAsync();

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task A_host_that_is_down_is_waited_for_and_takes_the_commit_once_when_it_is_up()
    {
        var port = FreePort();
        var down = await CommitAsync($"https://127.0.0.1:{port}/remote.git", certificates: null);
        Assert.Equal(("", "workflows/run-1"), (down.Sha, down.Branch));
        Assert.Contains("Failed to connect", down.Unreachable, StringComparison.OrdinalIgnoreCase);
        Assert.False((await ProbeAsync($"https://127.0.0.1:{port}/remote.git", certificates: null)).Reached);
        Assert.DoesNotContain("commit", await KindsAsync());
        var failed = await Assert.ThrowsAsync<SourceControlException>(async () => await _bench.CommitAsync(
            await _bench.InputAsync(), change: options => options with { Repository = $"https://127.0.0.1:{port}/remote.git" }));
        Assert.Contains("Failed to connect", failed.Message, StringComparison.Ordinal);

        await using var server = await HttpsRepository.StartAsync(_bench.Root, Token, port);
        Assert.True((await ProbeAsync(server.Address, server.CertificateFile)).Reached);
        var result = await CommitAsync(server.Address, server.CertificateFile);
        Assert.Equal((null, false), (result.Unreachable, result.Existed));
        Assert.Equal([result.Sha], _bench.Commits("workflows/run-1"));
        Assert.Equal(["commit"], await KindsAsync());
    }

    [Theory]
    [InlineData(503, "", true)]
    [InlineData(502, "", true)]
    [InlineData(429, "", true)]
    [InlineData(null, "", true)]
    [InlineData(403, "You have exceeded a secondary rate limit.", true)]
    [InlineData(403, "Write access to repository not granted. It timed out.", false)]
    [InlineData(404, "Repository not found.", false)]
    public async Task Each_answer_is_taken_for_what_it_is(int? status, string text, bool passes)
    {
        await using var server = await HttpsRepository.StartAsync(_bench.Root, Token);
        server.Refusal = _ => (status, text);
        if (passes)
        {
            Assert.NotNull((await CommitAsync(server.Address, server.CertificateFile)).Unreachable);
        }
        else
        {
            await Assert.ThrowsAsync<SourceControlException>(() => CommitAsync(server.Address, server.CertificateFile));
        }

        // What a host refuses is no reason to wait: it answers.
        Assert.Equal(!passes, (await ProbeAsync(server.Address, server.CertificateFile)).Reached);
        server.Refusal = _ => null;
        Assert.False((await CommitAsync(server.Address, server.CertificateFile)).Existed);
    }

    [Fact]
    public async Task A_push_that_is_cut_off_is_waited_for_and_leaves_one_commit()
    {
        await using var server = await HttpsRepository.StartAsync(_bench.Root, Token);
        server.Refusal = request => HttpMethods.IsPost(request.Method) && request.Path.Value!.EndsWith("git-receive-pack", StringComparison.Ordinal) ? (500, "") : null;
        Assert.NotNull((await CommitAsync(server.Address, server.CertificateFile)).Unreachable);
        // A look says that all is well; so it is the commit that tells.
        Assert.True((await ProbeAsync(server.Address, server.CertificateFile)).Reached);

        server.Refusal = _ => null;
        var result = await CommitAsync(server.Address, server.CertificateFile);
        Assert.Equal([result.Sha], _bench.Commits("workflows/run-1"));
    }

    [Theory]
    [InlineData(true, "")]
    [InlineData(true, "no object at all")]
    [InlineData(false, "")]
    [InlineData(false, "no object at all")]
    public async Task An_object_of_the_clone_that_a_power_failure_damaged_keeps_no_commit_waiting(bool overNetwork, string damaged)
    {
        await using var server = await HttpsRepository.StartAsync(_bench.Root, Token);
        var address = overNetwork ? server.Address : _bench.Remote;
        var hook = _bench.Hook("pre-receive", "exit 1");
        await Assert.ThrowsAsync<SourceControlException>(() => CommitAsync(address, server.CertificateFile));
        File.Delete(hook);
        // The approved file is stored, and no other repository has it.
        var id = _bench.GitWith("public class T;", "hash-object", "--stdin");
        var stored = Path.Combine(_bench.Clone(), "objects", id[..2], id[2..]);
        CommitBench.LetOwner(stored);
        await File.WriteAllTextAsync(stored, damaged);

        var result = await CommitAsync(address, server.CertificateFile);

        Assert.Equal((null, false), (result.Unreachable, result.Existed));
        Assert.Equal([result.Sha], _bench.Commits("workflows/run-1"));
        Assert.Contains(_bench.Log.Lines, line => line.Message.Contains("made anew", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_push_that_meets_the_very_same_commit_of_another_machine_tells_that_it_stood_there()
    {
        await using var server = await HttpsRepository.StartAsync(_bench.Root, Token);
        var input = await _bench.InputAsync();
        Task<CommitResult>? other = null;
        server.Refusal = request =>
        {
            // Between the look of the one and its push the other one makes its whole commit.
            if (other is null && request.QueryString.Value == "?service=git-receive-pack")
            {
                other = _bench.CommitAsync(input, "work-of-another-machine");
                other.Wait();
            }

            return null;
        };
        var result = await _bench.CommitAsync(input, change: options => With(options, server.Address, server.CertificateFile));

        Assert.Equal((await other!).Sha, result.Sha);
        Assert.Equal((false, true), ((await other).Existed, result.Existed));
        Assert.Equal([result.Sha], _bench.Commits("workflows/run-1"));
        Assert.Equal(["commit"], await KindsAsync());
    }

    [Fact]
    public async Task A_token_that_is_not_taken_and_a_missing_repository_fail_at_once()
    {
        await using var server = await HttpsRepository.StartAsync(_bench.Root, "another");
        Assert.Contains("GITHUB_TOKEN", (await Assert.ThrowsAsync<SourceControlException>(() => CommitAsync(server.Address, server.CertificateFile))).Message, StringComparison.Ordinal);
        Assert.True((await ProbeAsync(server.Address, server.CertificateFile)).Reached);
        await Assert.ThrowsAsync<SourceControlException>(() => CommitAsync(Path.Combine(_bench.Root, "nowhere.git"), null));
    }

    [Theory]
    [InlineData("fatal: unable to access 'https://git.example.org/a.git/': Could not resolve host: git.example.org", true)]
    [InlineData("ssh: connect to host git.example.org port 22: Connection timed out\nfatal: Could not read from remote repository.", true)]
    [InlineData("ssh: Could not resolve hostname git.example.org: Temporary failure in name resolution", true)]
    [InlineData("fatal: unable to access 'https://x/': Failed to connect to x port 443 after 9 ms: Couldn't connect to server", true)]
    [InlineData("fatal: unable to access 'https://x/': Received HTTP code 503 from proxy after CONNECT", true)]
    [InlineData("error: RPC failed; curl 56 Recv failure: Connection reset by peer\nfatal: early EOF\nfatal: index-pack failed", true)]
    [InlineData("error: failed to push some refs\n refs/heads/a:refs/heads/b [remote rejected] (Internal Server Error)", true)]
    [InlineData("error: RPC failed; HTTP 413 curl 22 The requested URL returned error: 413\nsend-pack: unexpected disconnect while reading sideband packet\nfatal: the remote end hung up unexpectedly", false)]
    [InlineData("git@example.org: Permission denied (publickey).\nConnection closed by 10.0.0.1\nfatal: Could not read from remote repository.", false)]
    [InlineData("remote: Connection refused, timed out, error: 503\n refs/heads/a:refs/heads/b [remote rejected] (pre-receive hook declined)", false)]
    [InlineData("remote: rate limit\nfatal: '/srv/a.git' does not appear to be a git repository", false)]
    [InlineData("fatal: unable to access 'https://x/': HTTP/2 stream 1 was not closed cleanly: INTERNAL_ERROR (err 2)", true)]
    [InlineData(EmptyObject, false)]
    [InlineData(GarbledObject, false)]
    [InlineData("remote: error: object file ./objects/e6/4349 is empty\nremote: fatal: loose object e643 (stored in ./objects/e6/4349) is corrupt\nfatal: the remote end hung up unexpectedly", true)]
    [InlineData("", false)]
    public void Words_of_git_are_told_apart_whatever_the_remote_adds(string errors, bool passes) => Assert.Equal(passes, GitTrouble.IsUnreachable(errors));

    [Theory]
    [InlineData(EmptyObject, true)]
    [InlineData(GarbledObject, true)]
    [InlineData("remote: error: object file ./objects/e6/4349 is empty\nfatal: the remote end hung up unexpectedly", false)]
    [InlineData("error: remote unpack failed: fatal: loose object e643 is corrupt, inflate: data stream error\nfatal: the remote end hung up unexpectedly", false)]
    [InlineData("error: RPC failed; curl 56 Recv failure: Connection reset by peer\nfatal: early EOF\nfatal: index-pack failed", false)]
    public void A_damaged_clone_is_told_from_a_connection_that_broke(string errors, bool isLocal) => Assert.Equal(isLocal, GitTrouble.IsLocal(errors));

    private async Task<CommitResult> CommitAsync(string address, string? certificates) =>
        await _bench.CommitAsync(await _bench.InputAsync() with { Waits = true }, change: options => With(options, address, certificates));

    private Task<Domain.Agents.ProbeResult> ProbeAsync(string address, string? certificates) => _bench.ProbeAsync(options => With(options, address, certificates));

    private static SourceControlOptions With(SourceControlOptions options, string address, string? certificates) =>
        options with { Repository = address, Token = Token, CertificateFile = certificates };

    private async Task<List<string>> KindsAsync()
    {
        var kinds = new List<string>();
        await foreach (var entry in _bench.Audit.ReadAsync(null, CancellationToken.None))
        {
            kinds.Add(entry.Kind);
        }

        return kinds;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
