using Workflows.Activities.Execution;
using Workflows.Activities.Execution.Hosts;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Tests.Execution;

/// <summary>Hosts that execute nothing, by policy or because the mode that was set does not work. The tools are scripts that note that they were started.</summary>
public sealed class RefusedExecutionTests : IDisposable
{
    private const string Passing = "public sealed class One { [Fact] public void Passes() => Assert.NotNull(new object()); }";
    private const string NoCode = "this does not compile";

    private static readonly IsolationPolicy Nothing = new("Azure Functions, Flex Consumption", [], allowsAuto: false);
    private static readonly IsolationPolicy Explicit = new("Azure Functions, Elastic Premium", [IsolationChoice.Bubblewrap], allowsAuto: false);

    private readonly string _tools = Directory.CreateTempSubdirectory("workflows-tools-").FullName;

    private string Marker => Path.Combine(_tools, "started");

    public void Dispose() => Directory.Delete(_tools, recursive: true);

    [Theory]
    [InlineData("Auto")]
    [InlineData("Bubblewrap")]
    [InlineData("Process")]
    public async Task A_host_without_any_mode_compiles_nothing_starts_nothing_and_says_why(string isolation)
    {
        Tool("bwrap", "exit 1");
        Tool("setpriv", "exit 1");
        Tool("prlimit", "exit 1");
        await using var fenced = Fenced.On(Nothing, new HostTools([_tools]), isolation);

        var report = await RunAsync(fenced, NoCode, "no address either");

        Assert.Equal(Nothing.Refusal(IsolationChoice.Auto), report.Refusal);
        Assert.Equal((0, 0, 0, 0, "none"), (report.Total, report.Passed, report.Failed, report.Skipped, report.Isolation));
        Assert.Empty(report.Failures);
        Assert.Empty(report.Artifacts);
        Assert.Equal(["code/round-1.cs"], (await fenced.Artifacts.ListAsync("run-1", CancellationToken.None)).Select(one => one.Name));
        Assert.False(File.Exists(Marker));
    }

    [Theory]
    [InlineData("Auto", "Execution:Isolation is Auto")]
    [InlineData("Process", "Execution:Isolation is Process")]
    public async Task A_host_that_wants_a_mode_to_be_set_refuses_any_other(string isolation, string expected)
    {
        await using var fenced = Fenced.On(Explicit, null, isolation);

        var report = await RunAsync(fenced, NoCode);

        Assert.StartsWith(expected, report.Refusal, StringComparison.Ordinal);
        Assert.Contains("Set Execution__Isolation=Bubblewrap", report.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mode_that_is_set_and_works_executes()
    {
        Bubblewrap.Require();
        await using var fenced = Fenced.On(Explicit, null, "Bubblewrap");

        var report = await RunAsync(fenced, Passing);

        Assert.Null(report.Refusal);
        Assert.Equal((1, 1), (report.Total, report.Passed));
        Assert.StartsWith("bubblewrap", report.Isolation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_that_showed_that_the_mode_works_is_the_one_that_runs_the_tests()
    {
        Bubblewrap.Require();
        Tool("bwrap", "for real in /usr/bin/bwrap /bin/bwrap /usr/local/bin/bwrap; do [ -x $real ] && exec $real \"$@\"; done");
        await using (var fenced = Fenced.On(Explicit, new HostTools([_tools, "/usr/bin", "/bin"]), "Bubblewrap"))
        {
            Assert.Equal(1, (await RunAsync(fenced, Passing)).Passed);
        }

        // That one, and the one that was kept warm for the next run.
        Assert.Equal(2, (await File.ReadAllLinesAsync(Marker)).Length);
    }

    [Fact]
    public async Task A_mode_that_is_set_and_missing_is_a_refusal_that_names_what_is_missing()
    {
        await using var fenced = Fenced.On(Explicit, new HostTools([_tools]), "Bubblewrap");

        var report = await RunAsync(fenced, NoCode);

        Assert.StartsWith("Execution:Isolation is Bubblewrap, which does not work on this host (Azure Functions, Elastic Premium): ", report.Refusal, StringComparison.Ordinal);
        Assert.Contains("bwrap is not installed", report.Refusal, StringComparison.Ordinal);
        Assert.Contains("Mend that, or run the published tests yourself", report.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mode_that_the_machine_forbids_is_a_refusal_with_its_last_words()
    {
        Tool("bwrap", "echo 'bwrap: No permissions to create new namespace' >&2; exit 1");
        Tool("prlimit", "exit 1");
        await using var fenced = Fenced.On(Explicit, new HostTools([_tools]), "Bubblewrap");

        var report = await RunAsync(fenced, NoCode);

        Assert.Contains("No permissions to create new namespace", report.Refusal, StringComparison.Ordinal);
        Assert.True(File.Exists(Marker));
    }

    [Fact]
    public async Task A_mode_that_was_mended_meanwhile_is_taken_without_a_restart()
    {
        Bubblewrap.Require();
        string[] folders = [_tools, "/usr/bin", "/bin"];
        Tool("bwrap", "exit 1");
        await using var fenced = Fenced.On(Explicit, new HostTools(folders), "Bubblewrap");
        Assert.NotNull((await RunAsync(fenced, NoCode)).Refusal);

        File.Delete(Path.Combine(_tools, "bwrap"));

        Assert.Equal(1, (await RunAsync(fenced, Passing)).Passed);
    }

    [Fact]
    public async Task A_slow_start_is_no_refusal_because_it_may_pass()
    {
        Tool("bwrap", "exec tail -f /dev/null");
        Tool("prlimit", "exit 1");
        await using var fenced = Fenced.On(Explicit, new HostTools([_tools]), "Bubblewrap", ("StartTimeoutSeconds", "1"));

        var failed = await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(fenced, Passing));

        Assert.Contains("not ready within 1 seconds", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_laptop_a_mode_that_is_set_and_missing_fails_the_run()
    {
        await using var fenced = Fenced.On(null, new HostTools([_tools]), "Bubblewrap");

        var failed = await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(fenced, Passing));

        Assert.Contains("bwrap is not installed", failed.Message, StringComparison.Ordinal);
        Assert.Contains("Execution:Isolation is Bubblewrap", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_laptop_Auto_takes_the_process_and_says_why()
    {
        await using var fenced = Fenced.On(null, new HostTools([_tools]), "Auto");

        var report = await RunAsync(fenced, Passing);

        Assert.Equal((1, null), (report.Passed, report.Refusal));
        Assert.StartsWith("process", report.Isolation, StringComparison.Ordinal);
        Assert.Contains("bwrap is not installed", report.Isolation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_Auto_may_choose_it_keeps_to_what_the_host_supports_and_says_so()
    {
        var policy = new IsolationPolicy("a container", [IsolationChoice.Process], allowsAuto: true);
        await using var fenced = Fenced.On(policy, null, "Auto");

        var report = await RunAsync(fenced, Passing);

        Assert.Equal(1, report.Passed);
        Assert.StartsWith("process", report.Isolation, StringComparison.Ordinal);
        Assert.Contains("bubblewrap: a container does not support it", report.Isolation, StringComparison.Ordinal);
    }

    private static async Task<ExecutionReport> RunAsync(Fenced fenced, string code, string baseUrl = "http://127.0.0.1:9")
    {
        var artifact = await fenced.Artifacts.PutAsync("run-1", "code/round-1.cs", code);
        return await fenced.Activity.RunAsync(new ActivityContext("run-1", "ExecuteTests", "k"), new ExecuteInput("run-1", artifact, baseUrl), CancellationToken.None);
    }

    private void Tool(string name, string script)
    {
        var path = Path.Combine(_tools, name);
        File.WriteAllText(path, $"#!/bin/sh\necho started >> '{Marker}'\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }
    }
}
