using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Execution.Hosts;
using Workflows.Activities.Tests.Models;
using Workflows.Activities.Workspaces;
using Workflows.Activities.Workspaces.Sandbox;

namespace Workflows.Activities.Tests.Workspaces;

public sealed class SandboxFenceTests : IDisposable
{
    private readonly TestFolder _tools = new();
    private readonly RecordingLogger _log = new();
    private readonly MovedTime _time = new();

    [Fact]
    public async Task A_fence_that_did_not_answer_in_time_is_asked_again()
    {
        Bubblewrap($"if [ ! -e '{_tools["asked"]}' ]; then touch '{_tools["asked"]}'; exec sleep 100; fi; exec {Real()} \"$@\"");
        await using var place = Create();
        await using var copy = await OpenAsync(place);

        var first = place.ShellAsync(copy, "true", seconds: 600);
        await Until(() => File.Exists(_tools["asked"]), first);
        _time.Move(TimeSpan.FromMinutes(1));
        var error = await Assert.ThrowsAsync<HostStartException>(() => first);
        var second = await place.ShellAsync(copy, "true", seconds: 600);

        Assert.Contains("did not end within 30 seconds", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("bubblewrap", second.Isolation, StringComparison.Ordinal);
        Assert.DoesNotContain(_log.Lines, line => line.Level >= LogLevel.Warning);
    }

    [Theory]
    [InlineData("kill -9 $$")]
    [InlineData("echo 'bwrap: Creating new namespace failed: Resource temporarily unavailable' >&2; exit 1")]
    public async Task A_fence_that_was_killed_or_found_no_room_is_not_given_up(string script)
    {
        Bubblewrap(script);
        await using var place = Create();
        await using var copy = await OpenAsync(place);

        await Assert.ThrowsAsync<HostStartException>(() => place.ShellAsync(copy, "true"));
        Bubblewrap($"exec {Real()} \"$@\"");

        Assert.StartsWith("bubblewrap", (await place.ShellAsync(copy, "true")).Isolation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fence_that_cannot_be_started_says_nothing_about_the_command()
    {
        _tools.Write("bwrap", "no program"u8.ToArray());
        await using var place = Create();
        await using var copy = await OpenAsync(place);

        await Assert.ThrowsAsync<HostStartException>(() => place.ShellAsync(copy, "true"));
        Bubblewrap($"exec {Real()} \"$@\"");
        var worked = await place.ShellAsync(copy, "true");
        // Now it is known to work, and still a start may fail.
        File.Delete(_tools["bwrap"]);
        _tools.Write("bwrap", "no program"u8.ToArray());

        Assert.StartsWith("bubblewrap", worked.Isolation, StringComparison.Ordinal);
        await Assert.ThrowsAsync<HostStartException>(() => place.ShellAsync(copy, "true"));
    }

    [Fact]
    public async Task A_weaker_fence_is_taken_where_the_stronger_refuses_and_that_is_logged()
    {
        Bubblewrap("echo 'bwrap: No permissions to create new namespace' >&2; exit 1");
        await using var place = Create();
        await using var copy = await OpenAsync(place);

        Assert.StartsWith("process", (await place.ShellAsync(copy, "true")).Isolation, StringComparison.Ordinal);
        await place.ShellAsync(copy, "true");

        var warning = Assert.Single(_log.Lines, line => line.Level == LogLevel.Warning);
        Assert.Contains("No permissions to create new namespace", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_is_too_long_is_told_so()
    {
        await using var place = WorkPlace.Create();
        await using var copy = await OpenAsync(place);

        var result = await place.Sandbox.RunAsync(
            new SandboxJob(copy.Folder, ["workspace"], "", ["echo", new string('x', 300_000)], TimeSpan.FromSeconds(20), 1024), CancellationToken.None);

        Assert.Equal((null, "the command is longer than this system allows"), (result.ExitCode, result.Problem));
    }

    [Fact]
    public async Task A_command_answers_for_what_it_wrote_and_not_for_its_neighbours()
    {
        await using var place = WorkPlace.Create(("Sandbox:DiskMegabytes", "16"));
        await using var copy = await OpenAsync(place);
        const string Wait = "until [ -e go ]; do sleep 0.1; done; sleep 1.5";

        var modest = place.ShellAsync(copy, $"touch ready; {Wait}; echo well", seconds: 120);
        await Until(() => File.Exists(Path.Combine(copy.Folder, "workspace/ready")), modest);
        _tools.Write("neighbour", new byte[64 * 1024 * 1024]);
        await File.WriteAllTextAsync(Path.Combine(copy.Folder, "workspace/go"), "");
        var greedy = await place.ShellAsync(copy, "mkdir -p $TMPDIR/d; for i in $(seq 24); do head -c 1000000 /dev/zero > $TMPDIR/d/$i; done; sleep 100", seconds: 120);

        Assert.Equal(("well\n", null), ((await modest).Output, (await modest).Problem));
        Assert.Equal("it wrote more than 16 MB and was stopped", greedy.Problem);
    }

    [Fact]
    public async Task Of_long_output_the_end_is_kept_too()
    {
        await using var place = WorkPlace.Create();
        await using var copy = await OpenAsync(place);

        var result = await place.ShellAsync(copy, "seq 100000; echo summary");

        Assert.EndsWith("\n100000\nsummary\n", result.Output);
        Assert.Contains("[output truncated: ", result.Output);
    }

    public void Dispose() => _tools.Dispose();

    private static string Real() => HostTools.OfThisMachine().Find("bwrap")!;

    private static async Task Until(Func<bool> condition, Task meanwhile)
    {
        while (!condition() && !meanwhile.IsCompleted)
        {
            await Task.Delay(20);
        }
    }

    private static async Task<IWorkingCopy> OpenAsync(WorkPlace place) =>
        await place.Workspaces.OpenAsync(WorkPlace.Run, "copy", await place.StateAsync(("workspace/a.txt", "a")), clean: false, CancellationToken.None);

    // A new file each time: one that is being written cannot be run.
    private void Bubblewrap(string script)
    {
        File.Delete(_tools["bwrap"]);
        _tools.Write("bwrap", System.Text.Encoding.UTF8.GetBytes($"#!/bin/sh\n{script}\n"), executable: true);
    }

    private WorkPlace Create() => WorkPlace.Create(services => services
        .AddSingleton(new HostTools([_tools.Path, .. Environment.GetEnvironmentVariable("PATH")!.Split(':'), "/usr/bin", "/bin", "/usr/sbin"]))
        .AddSingleton<TimeProvider>(_time)
        .AddLogging(logging => logging.AddProvider(_log)));
}
