using System.Diagnostics;
using Workflows.Activities.Execution.Results;

namespace Workflows.Activities.Tests.Execution;

public sealed class WarmHostsTests
{
    private const string Two = """
        public sealed class Two
        {
            [Fact] public void Knows_its_process() => Assert.Equal("", Environment.ProcessId.ToString() + "/" + Environment.GetEnvironmentVariable("HOME"));
            [Fact] public void Passes() => Assert.NotNull(new object());
        }
        """;

    [Theory]
    [InlineData("Bubblewrap")]
    [InlineData("Process")]
    public async Task A_stopped_service_leaves_no_folder_and_no_process(string isolation)
    {
        string home;
        await using (var fenced = Fenced.In(isolation))
        {
            var run = await fenced.RunAsync(Two);
            Assert.Equal(TestOutcome.Passed, Fenced.The(run, "Passes").Outcome);
            await using var next = await fenced.Hosts.TakeAsync(CancellationToken.None);
            home = next.Folder;
            Assert.True(Directory.Exists(home));
        }

        Assert.False(Directory.Exists(home));
        Assert.False(Directory.Exists(Path.GetDirectoryName(home)));
        Assert.DoesNotContain(Process.GetProcesses(), process => CommandLine(process).Contains(home, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_run_has_a_process_of_its_own_that_was_started_before()
    {
        await using var fenced = Fenced.In("Process");

        var first = await fenced.RunAsync(Two);
        var second = await fenced.RunAsync(Two);

        Assert.NotEqual(Fenced.The(first, "Knows_its_process").Message, Fenced.The(second, "Knows_its_process").Message);
    }

    [Fact]
    public async Task Runs_at_the_same_time_do_not_meet()
    {
        await using var fenced = Fenced.In("Auto");

        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => fenced.RunAsync(Two)));

        Assert.All(runs, run => Assert.Equal(TestOutcome.Passed, Fenced.The(run, "Passes").Outcome));
    }

    [Theory]
    [InlineData("Isolation", "Strong", "Isolation")]
    [InlineData("TestTimeoutSeconds", "0", "TestTimeoutSeconds")]
    [InlineData("MemoryMegabytes", "1", "MemoryMegabytes")]
    public async Task A_wrong_setting_names_itself(string name, string value, string named)
    {
        var wrong = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var fenced = Fenced.In("Process", (name, value));
            await fenced.RunAsync(Two);
        });

        Assert.Contains(named, wrong.Message, StringComparison.Ordinal);
    }

    private static string CommandLine(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
