using FsCheck;
using FsCheck.Fluent;
using Workflows.Domain.Artifacts;

namespace Workflows.Domain.Tests.Artifacts;

public sealed class ArtifactNameTests
{
    [Theory]
    [InlineData("result.json")]
    [InlineData("prompts/round-1.md")]
    [InlineData("tests/Generated Tests.cs")]
    [InlineData("a/b/c/d/e.txt")]
    [InlineData("user@host:8080+x,(y)=z")]
    public void A_plain_name_is_fine(string name) => Assert.Null(ArtifactName.Problem(name));

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("", "empty")]
    [InlineData("/etc/passwd", "empty segment")]
    [InlineData("a//b", "empty segment")]
    [InlineData("a/", "empty segment")]
    [InlineData("..", "dot")]
    [InlineData("a/../b", "dot")]
    [InlineData("./a", "dot")]
    [InlineData(".hidden", "dot")]
    [InlineData("a.", "dot")]
    [InlineData(" a", "blank")]
    [InlineData("a ", "blank")]
    [InlineData("a\\b", "U+005C")]
    [InlineData("a\0b", "U+0000")]
    [InlineData("a\nb", "U+000A")]
    [InlineData("a%2e%2e", "U+0025")]
    [InlineData("a?b", "U+003F")]
    [InlineData("a#b", "U+0023")]
    [InlineData("\u00e4", "U+00E4")]
    public void A_name_that_could_leave_its_place_is_refused_with_the_reason(string? name, string reason) =>
        Assert.Contains(reason, ArtifactName.Problem(name), StringComparison.Ordinal);

    [Fact]
    public void A_name_has_a_longest_length()
    {
        var longest = string.Join('/', Enumerable.Repeat(new string('a', 99), 4)) + "a";
        Assert.Equal(ArtifactName.MaxLength, longest.Length);
        Assert.Null(ArtifactName.Problem(longest));
        Assert.Contains("400", ArtifactName.Problem(longest + "a"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_between_slashes_has_a_longest_length()
    {
        Assert.Null(ArtifactName.Problem(new string('a', ArtifactName.MaxSegmentLength)));
        Assert.Contains("180", ArtifactName.Problem(new string('a', ArtifactName.MaxSegmentLength + 1)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData(null)]
    public void A_run_id_is_one_segment(string? runId) => Assert.NotNull(ArtifactName.RunIdProblem(runId));

    [Fact]
    public void A_run_id_has_at_most_a_hundred_characters()
    {
        Assert.Null(ArtifactName.RunIdProblem(new string('a', 100)));
        Assert.NotNull(ArtifactName.RunIdProblem(new string('a', 101)));
    }

    [Fact]
    public void A_refusal_says_which_of_the_two_is_wrong()
    {
        Assert.Contains("run id", Assert.Throws<ArgumentException>(() => ArtifactName.Validate("..", "a")).Message, StringComparison.Ordinal);
        Assert.Contains("artifact name", Assert.Throws<ArgumentException>(() => ArtifactName.Validate("run", "..")).Message, StringComparison.Ordinal);
        ArtifactName.Validate("run", "a");
    }

    /// <summary>Whatever passes, joined to a folder, stays below that folder.</summary>
    [Fact]
    public void No_name_that_passes_leaves_the_folder()
    {
        var pieces = Gen.Elements("a", "b.txt", "..", ".", "/", "\\", " ", "~", "C:", "%2e", "\0", "-", "_", "\u2024", "x y");
        var names = pieces.ArrayOf().Select(string.Concat).ToArbitrary();
        var root = Path.GetFullPath("/store/run");

        Prop.ForAll(names, name =>
            ArtifactName.Problem(name) is not null
            || Path.GetFullPath(Path.Combine(root, name)).StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)).QuickCheckThrowOnFailure();
    }
}
