using Workflows.Activities.Workspaces.Diffs;

namespace Workflows.Activities.Tests.Workspaces;

// A pattern that others use the same moment allocates for each match: what is counted here is the scan alone.
[CollectionDefinition(Name, DisableParallelization = true)]
[Collection(Name)]
public sealed class RedFlagMemoryTests
{
    private const string Name = "memory of red flags";

    [Theory]
    [InlineData("// TODO\n", 200_000)]
    [InlineData("\n", 2_000_000)]
    public void However_many_lines_there_are_no_more_is_kept_than_is_shown(string line, int lines)
    {
        var text = string.Concat(Enumerable.Repeat(line, lines));
        var flags = new RedFlags(4000);
        flags.Scan("workspace/first.cs", "// TODO\n", isChanged: true);
        var before = GC.GetAllocatedBytesForCurrentThread();

        flags.Scan("workspace/a.cs", text, isChanged: true);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000);
        Assert.Equal(line.Contains("TODO", StringComparison.Ordinal) ? lines + 1 : 1, flags.Count);
        Assert.True(flags.Text().Length <= 4000);
        Assert.EndsWith(flags.Count == 1 ? "TODO\n" : " more red flags left out]\n", flags.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_line_is_shown_in_short()
    {
        var flags = new RedFlags(4000);
        var text = "// TODO " + new string('x', 5_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        flags.Scan("workspace/a.cs", text, isChanged: true);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000);
        Assert.Equal($"workspace/a.cs:1: unfinished: // TODO {new string('x', 152)}…\n", flags.Text());
    }
}
