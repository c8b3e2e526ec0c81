using Workflows.Activities.SourceControl;
using Workflows.Domain.SourceControl;

namespace Workflows.Activities.Tests.SourceControl;

/// <summary>Paths that try to leave the repository, or to become something that a tool or a system acts on.</summary>
public sealed class HostilePathTests : IAsyncLifetime
{
    private CommitBench _bench = null!;

    public static TheoryData<string> Attacks =>
    [
        "", "/", ".", "..", "/etc/passwd", "../x", "a/../../x", "a/..", "a/./b", "a//b", "a/", "~/x/..", "..\\x", "a\\b", "\\\\server\\share",
        "C:\\x", "C:x", "c:/x", "file:stream", "a\0b", "a\nb", "a\rb", "a\tb", "a\u001bb", "a\u0085b", "a\u2028b", "-x", "a/-rf", "--help",
        ".git/config", ".GIT/hooks/post-checkout", "a/.Git/x", ".git", "GIT~1/config", "git~2", "a/gi7eba~1", ".git /x", ".git./x", ".git . /x", ".git::$INDEX_ALLOCATION/x",
        ".g\u200cit/config", "\u200d.git/config", "\ufeff.git/x", "a\u202eb", ".gitmodules", ".gitattributes", ".github/workflows/x.yml", ".gitlab-ci.yml", ".editorconfig", "a/.hidden",
        "CON", "con.cs", "a/NUL", "aux.txt.cs", "COM1", "lpt9.x", "COM¹.cs", "CONIN$", "nul .x", "a.", "a ", " a", "a /b", "a./b",
        "a*b", "a?b", "a\"b", "a<b", "a>b", "a|b", "x\ue000y",
        new string('a', 181), string.Join('/', Enumerable.Repeat("abcdefghi", 41)),
    ];

    public async Task InitializeAsync() => _bench = await CommitBench.CreateAsync();

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task A_path_that_leads_elsewhere_is_refused_before_anything_is_done(string path)
    {
        foreach (var folder in new[] { ".", "tests/generated" })
        {
            var refused = await Assert.ThrowsAsync<CommitRefusedException>(
                async () => await _bench.CommitAsync(await _bench.InputAsync(path: path), change: options => options with { Folder = folder }));

            Assert.DoesNotContain(refused.Message, char.IsControl);
        }

        Assert.Equal("refs/heads/main", _bench.Git("for-each-ref", "--format=%(refname)"));
        Assert.False(Directory.Exists(Path.Combine(_bench.Root, "work")));
    }

    [Theory]
    [InlineData(0xd800, "b")]
    [InlineData(0xdc00, "")]
    public void Half_a_character_is_no_part_of_a_path(int half, string rest) => Assert.NotNull(RepositoryPath.Problem("a" + (char)half + rest));

    [Theory]
    [InlineData("PetStoreTests.cs")]
    [InlineData("a b/c+d (1),x=y@z.cs")]
    [InlineData("Тесты/日本.cs")]
    [InlineData("😀.cs")]
    [InlineData("console.cs")]
    [InlineData("git/config")]
    [InlineData("[a]~x#%$&'!;{}.cs")]
    public async Task An_ordinary_path_is_kept_as_it_is(string path)
    {
        var result = await _bench.CommitAsync(await _bench.InputAsync(path: path), change: options => options with { Folder = "." });

        Assert.Equal("README.md\n" + path, string.Join('\n', _bench.Git("ls-tree", "-r", "-z", "--name-only", result.Sha).Split('\0', StringSplitOptions.RemoveEmptyEntries).OrderBy(name => name != "README.md")));
    }

    [Theory]
    [InlineData("a.cs", "a.cs")]
    [InlineData("a.cs", "A.cs")]
    [InlineData("a", "a/b")]
    [InlineData("x/Y/z", "X/y")]
    public async Task Two_files_that_cannot_stand_side_by_side_everywhere_are_refused(string one, string other)
    {
        var input = await _bench.InputAsync();
        var content = input.Files[0].Content;

        await Assert.ThrowsAsync<CommitRefusedException>(() => _bench.CommitAsync(input with { Files = [new CommitFile(one, content), new CommitFile("b", content), new CommitFile(other, content)] }));
    }

    [Fact]
    public async Task A_run_id_cannot_lead_anywhere_or_forge_a_trailer()
    {
        foreach (var runId in new[] { "..", "a/b", "x\nWorkflows-Run: y", "", ".git", "-\u202e" })
        {
            await Assert.ThrowsAsync<CommitRefusedException>(async () => await _bench.CommitAsync((await _bench.InputAsync()) with { RunId = runId }));
        }

        var result = await _bench.CommitAsync(await _bench.InputAsync("a:b c.lock"));

        Assert.Equal("workflows/a-b-c-lock", result.Branch);
    }

    [Theory]
    [InlineData("main", true)]
    [InlineData("feature/x-1_2.3", true)]
    [InlineData("über/日本", true)]
    [InlineData("a@b#c", true)]
    [InlineData("-x", false)]
    [InlineData("--force", false)]
    [InlineData("@", false)]
    [InlineData("HEAD", false)]
    [InlineData("a..b", false)]
    [InlineData("a@{0}", false)]
    [InlineData("a b", false)]
    [InlineData("a~1", false)]
    [InlineData("a^", false)]
    [InlineData("a:b", false)]
    [InlineData("+main:main", false)]
    [InlineData("a?", false)]
    [InlineData("*", false)]
    [InlineData("a[b", false)]
    [InlineData("a\\b", false)]
    [InlineData("/a", false)]
    [InlineData("a/", false)]
    [InlineData("a//b", false)]
    [InlineData(".a", false)]
    [InlineData("a/.b", false)]
    [InlineData("a.", false)]
    [InlineData("a.lock", false)]
    [InlineData("a.LOCK/b", false)]
    [InlineData("a\nb", false)]
    [InlineData("a\u007fb", false)]
    [InlineData("refs/heads/main", false)]
    public void A_branch_has_a_name_that_git_takes_and_nothing_else_can_be_made_of(string name, bool fine)
    {
        Assert.Equal(fine, BranchName.Problem(name) is null);
        if (fine)
        {
            Assert.Equal(name, _bench.Git("check-ref-format", "--branch", name));
        }
    }

    [Fact]
    public async Task A_hostile_branch_is_refused_before_anything_is_done()
    {
        var refused = await Assert.ThrowsAsync<CommitRefusedException>(async () => await _bench.CommitAsync(await _bench.InputAsync(branch: "--upload-pack=touch x")));

        Assert.Contains("not a valid branch", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_bench.Root, "work")));
    }
}
