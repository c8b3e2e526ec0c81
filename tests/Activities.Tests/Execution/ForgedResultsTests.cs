using Workflows.Activities.Execution.Results;

namespace Workflows.Activities.Tests.Execution;

/// <summary>Results come from a process that runs untrusted code. The list of tests does not.</summary>
public sealed class ForgedResultsTests
{
    private const string Forger = """
        using System.Runtime.InteropServices;
        using System.Text;

        public sealed class Forger
        {
            [DllImport("libc")] private static extern nint write(int file, byte[] bytes, nint count);

            [Fact]
            public void Forges()
            {
                var lines = Encoding.UTF8.GetBytes(FORGED);
                for (var file = 3; file < 300; file++) { write(file, lines, lines.Length); }
                Assert.Fail("the true end");
            }
        }

        public sealed class Honest
        {
            [Theory, InlineData(1), InlineData(1), InlineData(2)] public void Runs(int x) => Assert.True(x > 0);
        }
        """;

    [Fact]
    public async Task None_can_be_added()
    {
        await using var fenced = Fenced.In("Process");

        var run = await fenced.RunAsync(Forger.Replace("FORGED", """
            "{\"kind\":\"Starting\",\"method\":\"Forger.New\",\"name\":\"New\"}\n{\"kind\":\"Passed\",\"method\":\"Forger.New\",\"name\":\"New\"}\n"
            """.Trim(), StringComparison.Ordinal));

        Assert.Equal(["Forges", "Runs", "Runs", "Runs"], run.Results.Select(result => result.Test.Method));
        Assert.NotEqual(TestOutcome.Passed, Fenced.The(run, "Forges").Outcome);
        Assert.Equal(3, run.Results.Count(result => result.Outcome == TestOutcome.Passed));
    }

    [Fact]
    public async Task None_can_be_lost()
    {
        await using var fenced = Fenced.In("Process");

        var run = await fenced.RunAsync(Forger.Replace("FORGED", "\"{\\\"kind\\\":\\\"Done\\\"}\\n\"", StringComparison.Ordinal));

        Assert.Equal(4, run.Results.Count);
        Assert.NotEqual(TestOutcome.Passed, Fenced.The(run, "Forges").Outcome);
    }

    [Fact]
    public async Task Garbage_ends_the_host_that_sends_it()
    {
        await using var fenced = Fenced.In("Process");

        var run = await fenced.RunAsync(Forger.Replace("FORGED", "\"\\u0001 no json \\n\"", StringComparison.Ordinal));

        Assert.Contains("garbled", Fenced.The(run, "Forges").Message, StringComparison.Ordinal);
        Assert.Equal(3, run.Results.Count(result => result.Outcome == TestOutcome.Passed));
    }
}
