using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Tests.Execution;

/// <summary>Lines and branches of a library under test, measured while its tests run in the fence.</summary>
public sealed class LibraryCoverageTests
{
    private const string Sign = """
        namespace Shop;

        public static class Sign
        {
            public static string Of(int number)
            {
                if (number < 0)
                {
                    return "minus";
                }

                return "plus";
            }
        }
        """;

    private const string Never = """
        namespace Shop;

        public static class Never
        {
            public static int Called() => 1;
        }
        """;

    [Theory]
    [InlineData("Bubblewrap")]
    [InlineData("Process")]
    public async Task Lines_and_branches_that_the_tests_went_through_are_counted(string isolation)
    {
        await using var fenced = Fenced.In(isolation);

        var report = await RunAsync(fenced, "public sealed class Tests { [Fact] public void Plus() => Assert.Equal(\"plus\", Shop.Sign.Of(1)); }");

        // Of the six lines of Sign that can run, two are those of the negative case; the one of Never did not run. One of two branches.
        Assert.Equal((1, 1, new LibraryCoverage(0.5714, 0.5, 4, 7, 1, 2)), (report.Total, report.Passed, report.LibraryCoverage!));
        var cobertura = XDocument.Parse(await fenced.Artifacts.TextAsync(Assert.Single(report.Artifacts, one => one.Name == "results/coverage.cobertura.xml")));
        Assert.Equal((0.5714, 0.5), (Number(cobertura.Root!, "line-rate"), Number(cobertura.Root!, "branch-rate")));
        Assert.Equal(["Never.cs", "Sign.cs"], cobertura.Descendants("class").Select(one => Path.GetFileName(one.Attribute("filename")!.Value)).Order(StringComparer.Ordinal));
        Assert.Equal("0", cobertura.Descendants("class").Single(one => one.Attribute("name")!.Value == "Shop.Never").Attribute("line-rate")!.Value);
        Assert.DoesNotContain(Path.GetTempPath(), cobertura.ToString(), StringComparison.Ordinal);
        using var results = JsonDocument.Parse(await fenced.Artifacts.TextAsync(report.Artifacts[0]));
        Assert.Equal(0.5714, results.RootElement.GetProperty("libraryCoverage").GetProperty("lineRate").GetDouble());
    }

    [Theory]
    [InlineData("Bubblewrap")]
    [InlineData("Process")]
    public async Task What_other_tests_went_through_is_kept_when_one_takes_its_process_down(string isolation)
    {
        await using var fenced = Fenced.In(isolation);

        // The framework chooses the order: of several that die, one comes after the others.
        var report = await RunAsync(fenced, """
            public sealed class Tests
            {
                [Fact] public void Plus() => Assert.Equal("plus", Shop.Sign.Of(1));
                [Theory, InlineData(1), InlineData(2), InlineData(3)] public void Dies(int row) { if (row > 0) { Environment.FailFast("now"); } }
                [Fact] public void Minus_and_fails() => Assert.Equal("plus", Shop.Sign.Of(-1));
            }
            """);

        Assert.Equal((5, 1, new LibraryCoverage(0.8571, 1, 6, 7, 2, 2)), (report.Total, report.Passed, report.LibraryCoverage!));
    }

    [Fact]
    public async Task Places_that_the_library_does_not_have_count_for_nothing()
    {
        await using var fenced = Fenced.In("Process");

        var report = await RunAsync(fenced, """
            using System.Runtime.InteropServices;
            using System.Text;

            public sealed class Forger
            {
                [DllImport("libc")] private static extern nint write(int file, byte[] bytes, nint count);

                [Fact]
                public void Forges()
                {
                    var line = Encoding.UTF8.GetBytes("{\"kind\":\"Covered\",\"hits\":[-1,1,1000000,1,0,-5,0]}\n");
                    for (var file = 3; file < 300; file++) { write(file, line, line.Length); }
                    Assert.True(line.Length > 0);
                }
            }
            """);

        Assert.Equal((1, new LibraryCoverage(0, 0, 0, 7, 0, 2)), (report.Total, report.LibraryCoverage!));
    }

    [Fact]
    public async Task A_library_that_does_not_compile_is_rejected_with_the_place()
    {
        await using var fenced = Fenced.In("Process");
        var library = await fenced.Artifacts.PutAsync("run", "library/Broken.cs", "public class Broken { int x = nope; }");
        var code = await fenced.Artifacts.PutAsync("run", "code/round-1.cs", "public sealed class Tests { [Fact] public void A() => Assert.True(true); }");

        var rejected = await Assert.ThrowsAsync<CodeRejectedException>(() => fenced.Activity.RunAsync(
            new ActivityContext("run", "ExecuteTests", "k"), new ExecuteInput("run", code, "http://127.0.0.1:9", Library: [library]), CancellationToken.None));

        Assert.Contains("library/Broken.cs(1,", rejected.Message, StringComparison.Ordinal);
    }

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static async Task<ExecutionReport> RunAsync(Fenced fenced, string tests)
    {
        var code = await fenced.Artifacts.PutAsync("run", "code/round-1.cs", tests);
        var library = new[] { await fenced.Artifacts.PutAsync("run", "library/Sign.cs", Sign), await fenced.Artifacts.PutAsync("run", "library/Never.cs", Never) };
        return await fenced.Activity.RunAsync(
            new ActivityContext("run", "ExecuteTests", "k"), new ExecuteInput("run", code, "http://127.0.0.1:9", Library: library), CancellationToken.None);
    }
}
