using Workflows.Activities.Execution;
using Workflows.Activities.Execution.Results;

namespace Workflows.Activities.Tests.Execution;

/// <summary>Code that got past the check, in both fences: each test ends with its own reason, in bounded time, and the rest runs.</summary>
public sealed class HostileTestsTests
{
    private const string Code = """
                using System.Net.Sockets;
        using System.Runtime.InteropServices;

        public sealed class Hostile
        {
            [Fact] public void A_good_one() => Assert.Equal(4, 2 + 2);

            [Fact] public void Loops() { while (true) { } }

            [Fact] public async Task Waits() => await Task.Delay(-1);

            [Fact] public void Allocates() { var all = new List<byte[]>(); while (true) { var some = new byte[1 << 20]; some[77] = 1; all.Add(some); } }

            [Fact] public void Prints() { while (true) { Console.WriteLine(new string('x', 4096)); } }

            [Fact] public void Exits() => Environment.Exit(0);

            [Fact] public void Fails_fast() => Environment.FailFast("no more");

            [Fact] public void Overflows() => Assert.Equal(1, Deeper(1));

            private static int Deeper(int depth) => depth < 0 ? 1 : Deeper(depth + 1) + Deeper(depth + 2);

            [DllImport("libc")] private static extern int getppid();

            [DllImport("libc")] private static extern int kill(int process, int signal);

            [Fact] public async Task Kills_its_parent() { Assert.Equal(0, kill(getppid(), 9)); await Task.Delay(-1); }

            [Fact] public async Task Kills_everything() { KILL_ALL; await Task.Delay(-1); }

            [Fact] public void Throws_on_a_thread_of_its_own() { new Thread(() => throw new InvalidOperationException("on a thread")).Start(); Thread.Sleep(-1); }

            [Theory, InlineData(1), InlineData(2), InlineData(3)]
            public void Exits_in_the_second_row(int row) { if (row == 2) { Environment.Exit(3); } }

            [Fact] public void Another_good_one() => Assert.True(DateTime.UtcNow.Year > 2000);
        }

        public sealed class BreaksWhileItIsRead
        {
            public static IEnumerable<object[]> Rows() { Environment.Exit(7); yield break; }

            [Theory, MemberData(nameof(Rows))] public void Never_runs(int row) => Assert.Equal(1, row);
        }

        public sealed class Last
        {
            [Fact] public void Runs() => Assert.NotNull(new object());
        }
        """;

    [Theory]
    [InlineData("Bubblewrap")]
    [InlineData("Process")]
    public async Task Each_ends_with_its_own_reason_and_the_rest_runs(string isolation)
    {
        await using var fenced = Fenced.In(isolation);

        // Without namespaces, everything is everything that this user runs, the one who types "dotnet test" included.
        var victims = isolation == "Bubblewrap" ? "kill(-1, 9)" : "kill(Environment.ProcessId, 9)";
        var run = await fenced.RunAsync(Code.Replace("KILL_ALL", victims, StringComparison.Ordinal));

        Assert.Equal(17, run.Results.Count);
        Passed("A_good_one");
        Passed("Another_good_one");
        Passed("Runs");
        Ended("Loops", "did not end within 2.5 seconds");
        Ended("Waits", "did not end within 2.5 seconds");
        Ended("Allocates", "memory");
        Ended("Prints", "printed more than 4 MB");
        Ended("Exits", "exit code 0");
        Ended("Fails_fast", "FailFast");
        Ended("Overflows", "stack overflowed");
        Ended("Kills_its_parent", "was killed");
        Ended("Kills_everything", "was killed");
        Ended("Throws_on_a_thread_of_its_own", "on a thread");
        Ended("Never_runs", "exit code 7");
        var rows = run.Results.Where(result => result.Test.Method == "Exits_in_the_second_row").ToList();
        Assert.Equal([TestOutcome.Passed, TestOutcome.Broken, TestOutcome.Passed], rows.Select(row => row.Outcome));
        Assert.Contains("exit code 3", rows[1].Message, StringComparison.Ordinal);
        Assert.True(run.Log.Length < 200 * 1024);
        Assert.Contains("[output truncated: ", System.Text.Encoding.UTF8.GetString(run.Log), StringComparison.Ordinal);

        void Passed(string method) => Assert.Equal((method, TestOutcome.Passed, null), (method, Fenced.The(run, method).Outcome, Fenced.The(run, method).Message));

        void Ended(string method, string reason)
        {
            var result = Fenced.The(run, method);
            Assert.True(result.Outcome is TestOutcome.Broken or TestOutcome.Failed, $"{method}: {result.Outcome} ({result.Message})");
            Assert.True(result.Message!.Contains(reason, StringComparison.Ordinal), $"{method}: {result.Message}");
        }
    }

    [Fact]
    public async Task A_class_whose_fixture_does_not_end_leaves_the_others_alone()
    {
        await using var fenced = Fenced.In("Process", ("TestTimeoutSeconds", "1"));

        var run = await fenced.RunAsync("""
            public sealed class Endless { public Endless() => Thread.Sleep(-1); }

            public sealed class First { [Fact] public void Runs_first() => Assert.NotNull(new object()); }

            public sealed class Prepared : IClassFixture<Endless>
            {
                [Theory, InlineData(1), InlineData(2)] public void Never_runs(int row) => Assert.Equal(1, row);
            }

            public sealed class Last { [Fact] public void Runs_last() => Assert.NotNull(new object()); }
            """);

        Assert.Equal(TestOutcome.Passed, Fenced.The(run, "Runs_first").Outcome);
        Assert.Equal(TestOutcome.Passed, Fenced.The(run, "Runs_last").Outcome);
        var broken = run.Results.First(result => result.Test.Method == "Never_runs");
        Assert.Equal(
            (TestOutcome.Broken, "The class broke before its first test: the test did not end within 1 seconds."), (broken.Outcome, broken.Message));
    }

    [Fact]
    public async Task After_too_many_deaths_the_rest_is_reported_as_not_run()
    {
        await using var fenced = Fenced.In("Process", ("MaxRestarts", "1"));

        var run = await fenced.RunAsync("""
            public sealed class Many
            {
                [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
                public void Exits(int row) => Environment.Exit(row);
            }
            """);

        Assert.Equal([TestOutcome.Broken, TestOutcome.Broken, TestOutcome.NotRun, TestOutcome.NotRun], run.Results.Select(result => result.Outcome).Order());
        Assert.Contains(run.Results, result => result.Message!.Contains("2 hosts had died before", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_time_of_a_whole_run_is_bounded()
    {
        await using var fenced = Fenced.In("Process", ("RunTimeoutSeconds", "1.5"), ("TestTimeoutSeconds", "30"));

        var run = await fenced.RunAsync("""
            public sealed class Slow
            {
                [Fact] public async Task Waits() => await Task.Delay(-1);
                [Fact] public async Task Waits_too() => await Task.Delay(-1);
            }
            """);

        Assert.Contains(run.Results, result => result is { Outcome: TestOutcome.Broken } && result.Message!.Contains("all tests together", StringComparison.Ordinal));
        Assert.Contains(run.Results, result => result is { Outcome: TestOutcome.NotRun });
    }
}
