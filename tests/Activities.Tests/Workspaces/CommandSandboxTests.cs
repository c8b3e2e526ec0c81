using Workflows.Activities.Workspaces.Sandbox;

namespace Workflows.Activities.Tests.Workspaces;

public sealed class CommandSandboxTests : IAsyncLifetime
{
    private readonly WorkPlace _place = WorkPlace.Create(("Sandbox:MemoryMegabytes", "128"), ("Sandbox:FloodMegabytes", "8"), ("Sandbox:Processes", "64"));

    [Fact]
    public async Task A_command_reads_no_file_of_this_machine_and_no_variable_of_ours_and_reaches_no_network()
    {
        Environment.SetEnvironmentVariable("WF_TEST_SECRET", "s3cr3t");
        var result = await RunAsync("env; ls /root /etc/shadow /proc/1/root/root /var 2>&1; cat /proc/*/environ | tr '\\0' '\\n'; id -u; (: < /dev/tcp/127.0.0.1/80) 2>&1; ls /sys/class/net 2>&1; cat /proc/net/dev | wc -l; touch /usr/x /task/x /task/project/x 2>&1");

        Assert.DoesNotContain("s3cr3t", result.Output);
        Assert.DoesNotContain("root:", result.Output);
        // Two lines of heading, and the loop that reaches nothing but the sandbox itself.
        Assert.Contains("\n3\n", result.Output);
        Assert.Equal(3, result.Output.Split('\n').Count(line => line.StartsWith("touch:", StringComparison.Ordinal)));
        Assert.Equal(Environment.IsPrivilegedProcess ? "bubblewrap as nobody" : "bubblewrap", result.Isolation);
    }

    [Fact]
    public async Task A_command_that_does_not_end_is_stopped_with_all_that_it_started()
    {
        var result = await RunAsync("(sleep 1000 &) ; setsid sleep 1001 & while :; do :; done", seconds: 1);

        Assert.Null(result.ExitCode);
        Assert.Equal("it did not end within 1 seconds and was stopped", result.Problem);
        Assert.InRange(result.Seconds, 1, 60);
    }

    [Fact]
    public async Task A_flood_is_cut_and_stopped()
    {
        var result = await RunAsync("yes");

        Assert.Equal("it printed more than 8 MB and was stopped", result.Problem);
        Assert.InRange(result.Output.Length, 1, 70 * 1024);
        Assert.Contains("[output truncated: ", result.Output);
    }

    [Fact]
    public async Task A_fork_bomb_stays_within_its_processes()
    {
        var result = await RunAsync("for i in $(seq 120); do sleep 60 & done; wait", seconds: 10);

        Assert.Equal("it started more than 64 processes and threads and was stopped", result.Problem);
    }

    [Fact]
    public async Task Memory_is_counted_over_all_processes()
    {
        // Each fills its buffer, which nobody takes off it.
        var result = await RunAsync("for i in 1 2 3 4; do (dd if=/dev/zero bs=48M 2>&1 | sleep 120) & done; wait", seconds: 120);

        Assert.Equal("it used more than 128 MB of memory and was stopped", result.Problem);
    }

    [Fact]
    public async Task A_program_that_is_not_there_ends_with_127_and_input_and_variables_get_in()
    {
        var state = await _place.StateAsync(("workspace/a.txt", "a"));
        await using var copy = await _place.Workspaces.OpenAsync(WorkPlace.Run, "copy", state, clean: false, CancellationToken.None);
        var job = new SandboxJob(copy.Folder, ["workspace"], "", ["no-such-program"], TimeSpan.FromSeconds(10), 1024);

        var missing = await _place.Sandbox.RunAsync(job, CancellationToken.None);
        var echo = await _place.Sandbox.RunAsync(
            job with { Command = ["sh", "-c", "cat; echo $GREETING"], Input = "hello "u8.ToArray(), Environment = new Dictionary<string, string> { ["GREETING"] = "world" } }, CancellationToken.None);
        var nowhere = await _place.Sandbox.RunAsync(job with { WorkingFolder = "workspace/none" }, CancellationToken.None);

        Assert.Equal(127, missing.ExitCode);
        Assert.Equal("hello world\n", echo.Output);
        Assert.Equal("there is no folder 'workspace/none' to run it in", nowhere.Problem);
    }

    [Fact]
    public async Task Without_bubblewrap_it_is_a_plain_process_and_says_so()
    {
        await using var place = WorkPlace.Create(("Execution:Isolation", "Process"));
        var state = await place.StateAsync(("workspace/a.txt", "a"));
        await using var copy = await place.Workspaces.OpenAsync(WorkPlace.Run, "copy", state, clean: false, CancellationToken.None);
        Environment.SetEnvironmentVariable("WF_TEST_SECRET", "s3cr3t");

        var result = await place.ShellAsync(copy, "cat a.txt; env; echo b > a.txt");
        var (after, _) = await copy.CaptureAsync(WorkPlace.Work, CancellationToken.None);

        Assert.StartsWith("process", result.Isolation);
        Assert.DoesNotContain("s3cr3t", result.Output);
        Assert.Equal("b\n", (await place.TextsAsync(after))["workspace/a.txt"]);
    }

    [Fact]
    public async Task A_host_that_may_run_nothing_says_why()
    {
        await using var place = WorkPlace.Create(
            services => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(
                services, new Activities.Execution.IsolationPolicy("Azure Functions", [], allowsAuto: false)));
        var state = await place.StateAsync(("workspace/a.txt", "a"));
        await using var copy = await place.Workspaces.OpenAsync(WorkPlace.Run, "copy", state, clean: false, CancellationToken.None);

        var result = await place.ShellAsync(copy, "true");

        Assert.Equal("none", result.Isolation);
        Assert.Contains("no commands are run on this host (Azure Functions)", result.Problem);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _place.DisposeAsync();

    private async Task<SandboxResult> RunAsync(string script, double seconds = 20)
    {
        var state = await _place.StateAsync(("project/a.md", "a"), ("workspace/a.txt", "a"));
        await using var copy = await _place.Workspaces.OpenAsync(WorkPlace.Run, "copy", state, clean: false, CancellationToken.None);
        return await _place.ShellAsync(copy, script, seconds);
    }
}
