using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Workflows.Activities.Forks;
using Workflows.Activities.SourceControl;
using Workflows.Activities.SourceControl.Git;

namespace Workflows.Activities.Tests.SourceControl;

public sealed class SourceControlOptionsTests
{
    [Theory]
    [InlineData("https://example.org/a/b.git", true)]
    [InlineData("https://example.org:8443/a", true)]
    [InlineData("ssh://git@example.org/a/b.git", true)]
    [InlineData("git@example.org:a/b.git", true)]
    [InlineData("file:///srv/git/a.git", true)]
    [InlineData("/srv/git/a.git", true)]
    [InlineData("../a.git", true)]
    [InlineData("http://example.org/a", false)]
    [InlineData("git://example.org/a", false)]
    [InlineData("ftp://example.org/a", false)]
    [InlineData("ext::sh -c touch% x", false)]
    [InlineData("fd::17", false)]
    [InlineData("https::https://example.org", false)]
    [InlineData("--upload-pack=x", false)]
    [InlineData("ssh://-oProxyCommand=x/y", false)]
    [InlineData("https://user@example.org/a", false)]
    [InlineData("https://user:s3cret@example.org/a", false)]
    [InlineData("ssh://git:s3cret@example.org/a", false)]
    [InlineData("https://example.org/a?token=s3cret", false)]
    [InlineData("https://example.org/a\nx", false)]
    public void A_repository_is_an_address_that_runs_no_command_and_holds_no_secret(string repository, bool fine)
    {
        var problem = Problem(("SourceControl:Repository", repository));

        Assert.Equal(fine, problem is null);
        Assert.DoesNotContain("s3cret", problem ?? "", StringComparison.Ordinal);
        Assert.StartsWith("SourceControl:Repository ", problem ?? "SourceControl:Repository ", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SourceControl:Branch", "a..b")]
    [InlineData("SourceControl:Branch", "-x")]
    [InlineData("SourceControl:Branch", "x/{user}")]
    [InlineData("SourceControl:Folder", "../x")]
    [InlineData("SourceControl:Folder", "/x")]
    [InlineData("SourceControl:Folder", ".github/workflows")]
    [InlineData("SourceControl:Folder", "x/{title}")]
    [InlineData("SourceControl:CommitterName", "")]
    [InlineData("SourceControl:CommitterName", "a\nb")]
    [InlineData("SourceControl:CommitterEmail", "nobody")]
    [InlineData("SourceControl:TimeoutSeconds", "0")]
    [InlineData("SourceControl:PushAttempts", "0")]
    [InlineData("SourceControl:CertificateFile", "/no/such/file.pem")]
    [InlineData("GITHUB_TOKEN", "a b")]
    public void A_wrong_setting_names_itself(string setting, string value)
    {
        var problem = Problem(("SourceControl:Repository", "/srv/git/a.git"), (setting, value));

        Assert.StartsWith(setting, problem, StringComparison.Ordinal);
        Assert.Null(Problem((setting, value)));
    }

    [Fact]
    public void Without_git_the_host_says_what_to_install_but_only_if_there_is_something_to_commit_to()
    {
        using var folder = new EmptyFolder();
        var validator = new SourceControlOptionsValidator(new GitProgram(folder.Path));

        var result = validator.Validate(null, new SourceControlOptions { Repository = "/srv/git/a.git" });

        Assert.Contains("apt-get install git", result.FailureMessage, StringComparison.Ordinal);
        Assert.True(validator.Validate(null, new SourceControlOptions()).Succeeded);
    }

    [Fact]
    public async Task A_git_that_is_too_old_is_refused_because_it_would_use_the_machines_settings()
    {
        await using var bench = await CommitBench.CreateAsync();
        CommitBench.WriteHook(Path.Combine(bench.Root, "bin"), "git", "echo git version 2.31.9");
        using var clone = new ClonedRepository(
            Options.Create(new SourceControlOptions { Repository = bench.Remote, WorkFolder = Path.Combine(bench.Root, "work") }),
            new GitProgram(Path.Combine(bench.Root, "bin")), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<ClonedRepository>.Instance);
        var activity = new CommitFiles(
            bench.Artifacts, new ForkReader(bench.Artifacts), clone, bench.Audit, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<CommitFiles>.Instance);

        var failed = await Assert.ThrowsAsync<SourceControlException>(async () => await CommitBench.RunAsync(activity, await bench.InputAsync()));

        Assert.Contains("2.32 or later", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_options_do_not_print_the_token()
    {
        var options = Bound(("SourceControl:Repository", "https://example.org/a"), ("GITHUB_TOKEN", "s3cret"));

        Assert.True(options.IsConfigured);
        Assert.Equal("s3cret", options.Token);
        Assert.DoesNotContain("s3cret", options.ToString(), StringComparison.Ordinal);
    }

    private static string? Problem(params (string Name, string Value)[] settings)
    {
        try
        {
            Bound(settings);
            return null;
        }
        catch (OptionsValidationException wrong)
        {
            return wrong.Message;
        }
    }

    private static SourceControlOptions Bound(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value)).Build();
        using var services = new ServiceCollection().AddSourceControl(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<SourceControlOptions>>().Value;
    }

    private sealed class EmptyFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("workflows-git-").FullName;

        public void Dispose() => Directory.Delete(Path);
    }
}
