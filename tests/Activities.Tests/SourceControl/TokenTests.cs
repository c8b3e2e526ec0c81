using System.Collections.Concurrent;
using System.Text;
using Workflows.Activities.SourceControl;
using Workflows.Activities.SourceControl.Git;

namespace Workflows.Activities.Tests.SourceControl;

/// <summary>The token goes into the header of requests to the repository, and nowhere else.</summary>
public sealed class TokenTests : IAsyncLifetime
{
    private const string Token = "ghp_S3cretTokenOfTheTests";

    private static readonly string[] Forms = [Token, GitEnvironment.Basic(Token)];

    private CommitBench _bench = null!;
    private HttpsRepository _server = null!;

    public async Task InitializeAsync()
    {
        _bench = await CommitBench.CreateAsync();
        _server = await HttpsRepository.StartAsync(_bench.Root, Token);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _bench.DisposeAsync();
    }

    [Fact]
    public async Task A_commit_over_https_leaves_no_trace_of_the_token()
    {
        var commandLines = new ConcurrentQueue<string>();
        _server.OnRequest = () => CommandLines().ForEach(commandLines.Enqueue);

        var result = await _bench.CommitAsync(await _bench.InputAsync(), change: WithToken);
        var again = await _bench.CommitAsync(await _bench.InputAsync(), change: WithToken);

        Assert.Equal(result.Sha, _bench.Git("rev-parse", "workflows/run-1"));
        Assert.Equal(result with { Existed = true }, again);
        // The scan has seen the processes that it is about.
        Assert.Contains(commandLines, line => line.Contains("push", StringComparison.Ordinal) && line.Contains(_server.Address, StringComparison.Ordinal));
        Assert.All(commandLines, AssertClean);
        Assert.All(Directory.EnumerateFiles(Path.Combine(_bench.Root, "work"), "*", SearchOption.AllDirectories), file => AssertClean(Encoding.Latin1.GetString(File.ReadAllBytes(file))));
        Assert.NotEmpty(_bench.Log.Lines);
        Assert.All(_bench.Log.Lines, line => AssertClean(line.Message));
        AssertClean(result.ToString());
    }

    [Fact]
    public async Task A_token_that_is_not_taken_is_told_without_showing_it()
    {
        var failed = await Assert.ThrowsAsync<SourceControlException>(
            async () => await _bench.CommitAsync(await _bench.InputAsync(), change: options => WithToken(options) with { Token = "wrong-t0ken-x" }));

        Assert.Contains("GITHUB_TOKEN", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-t0ken-x", failed.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(GitEnvironment.Basic("wrong-t0ken-x"), failed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_does_not_carry_the_token_to_another_host()
    {
        await using var other = await HttpsRepository.StartAsync(Directory.CreateDirectory(Path.Combine(_bench.Root, "other")).FullName, Token);
        _server.RedirectTo = other.Address;

        var failed = await Assert.ThrowsAsync<SourceControlException>(async () => await _bench.CommitAsync(await _bench.InputAsync(), change: WithToken));

        Assert.Contains("redirect", failed.Message, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(_server.Headers);
        Assert.Empty(other.Headers);
    }

    [Fact]
    public async Task A_server_whose_certificate_nobody_vouches_for_gets_no_token()
    {
        var failed = await Assert.ThrowsAsync<SourceControlException>(
            async () => await _bench.CommitAsync(await _bench.InputAsync(), change: options => WithToken(options) with { CertificateFile = null }));

        Assert.Contains("SourceControl:CertificateFile", failed.Message, StringComparison.Ordinal);
        Assert.Empty(_server.Headers);
    }

    [Theory]
    [InlineData("/srv/git/a.git")]
    [InlineData("ssh://git@example.org/a.git")]
    [InlineData("git@example.org:a.git")]
    public void A_repository_that_is_not_reached_by_https_gets_no_token(string repository)
    {
        var variables = GitEnvironment.Create("/home-of-git");

        GitEnvironment.AddAccess(variables, RepositoryAddress.Parse(repository).Address!, new SourceControlOptions { Token = Token });

        Assert.All(variables.Values, AssertClean);
    }

    private SourceControlOptions WithToken(SourceControlOptions options) =>
        options with { Repository = _server.Address, Token = Token, CertificateFile = _server.CertificateFile };

    private static void AssertClean(string text) => Assert.All(Forms, form => Assert.DoesNotContain(form, text, StringComparison.OrdinalIgnoreCase));

    // Every process of the machine that still lives when its line is read.
    private static List<string> CommandLines() => [.. Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])).Select(folder =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    })];
}
