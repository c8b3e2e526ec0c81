using System.Diagnostics;
using Workflows.Activities.Execution.Results;

namespace Workflows.Activities.Tests.Execution;

/// <summary>What a machine has to do besides is no fault of a test; what a test adds to it is.</summary>
public sealed class BesideOthersTests
{
    private const string Threads = """
        public sealed class Ordinary
        {
            [Fact]
            public void Starts_threads()
            {
                var all = Enumerable.Range(0, 20).Select(_ => new Thread(() => Thread.Sleep(50))).ToList();
                all.ForEach(one => one.Start());
                all.ForEach(one => one.Join());
                Assert.NotEmpty(all);
            }
        }
        """;

    [Fact]
    public async Task A_plain_process_runs_beside_many_of_the_same_user()
    {
        const string crowd = "for i in $(seq 400); do sleep 120 & done; echo there; wait";
        string[] asNobody = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"] : [];
        string[] command = [.. asNobody, "sh", "-c", crowd];
        using var others = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        try
        {
            Assert.Equal("there", await others.StandardOutput.ReadLineAsync());
            await using var fenced = Fenced.In("Process");

            var run = await fenced.RunAsync(Threads);

            Assert.Equal((TestOutcome.Passed, null), (Fenced.The(run, "Starts_threads").Outcome, Fenced.The(run, "Starts_threads").Message));
            Assert.Equal(Environment.IsPrivilegedProcess, run.Isolation.StartsWith("process as nobody", StringComparison.Ordinal));
        }
        finally
        {
            others.Kill(entireProcessTree: true);
            await others.WaitForExitAsync();
        }
    }

    [Fact]
    public async Task A_plain_process_has_no_more_processes_than_it_may()
    {
        await using var fenced = Fenced.In("Process", ("Processes", "64"), ("TestTimeoutSeconds", "30"));

        var run = await fenced.RunAsync("""
            using System.Diagnostics;
            public sealed class Crowd
            {
                [Fact] public async Task Is_started() { Process.Start("/bin/sh", ["-c", "for i in $(seq 100); do sleep 60 & done; wait"]); await Task.Delay(-1); }
                [Fact] public void Then() => Assert.NotEqual(1, 2);
            }
            """);

        Assert.Equal("The test started more than 64 processes and threads.", Fenced.The(run, "Is_started").Message);
        Assert.Equal(TestOutcome.Passed, Fenced.The(run, "Then").Outcome);
    }
}
