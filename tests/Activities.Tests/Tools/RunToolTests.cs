using Workflows.Domain.Agents;

namespace Workflows.Activities.Tests.Tools;

public sealed class RunToolTests
{
    private static readonly string[] Search = ["grep", "x y", "a.txt"];

    [Fact]
    public async Task A_command_runs_on_the_files_and_what_it_changes_is_kept_and_told()
    {
        await using var bench = await ToolBench.CreateAsync(("project/a.md", "a"), ("workspace/a.txt", "b\na\n"));

        var sorted = await bench.RunAsync("sort -o a.txt a.txt");
        var failed = await bench.CallAsync("run_cmd", new { command = Search });
        var elsewhere = await bench.CallAsync("run_cmd", new { command = "cat a.md", folder = "project" });

        Assert.Equal("Exit code 0.\n[files changed]\nworkspace/a.txt (changed)", sorted.Text);
        Assert.Equal("a\nb\n", (await bench.TextsAsync())["workspace/a.txt"]);
        Assert.Equal("Exit code 1.", failed.Text);
        Assert.False(failed.Result.Refused);
        Assert.Equal("Exit code 0.\n[output]\na", elsewhere.Text);
        Assert.StartsWith("run_cmd sort -o a.txt a.txt (exit code 0, ", sorted.Result.Summary);
    }

    [Fact]
    public async Task What_a_script_does_outside_of_the_scope_does_not_last()
    {
        const string script = """
            echo x > ../project/a.md
            rm -f ../project/a.md
            ln -s ../project link
            ln ../project/a.md hard
            ln -s / root
            mkdir -p .git/hooks && echo 'touch /tmp/x' > .git/hooks/post-checkout
            mv a.txt ../project/
            cp a.txt A.TXT
            chmod 4755 a.txt
            echo evil > kept/r
            mv sub moved
            echo ok > fine
            exit 0
            """;
        await using var bench = await ToolBench.CreateAsync(("project/a.md", "a"), ("workspace/a.txt", "a"), ("workspace/x.sh", script), ("workspace/kept/r", "r"), ("workspace/sub/s", "s"));
        bench.Scope = new WriteScope(["workspace"], ["workspace/kept"]);

        var (result, text) = await bench.RunAsync("sh x.sh");

        Assert.False(result.Refused);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["project/a.md"] = "a",
                ["workspace/a.txt"] = "a",
                ["workspace/fine"] = "ok\n",
                ["workspace/kept/r"] = "r",
                ["workspace/moved/s"] = "s",
                ["workspace/x.sh"] = script,
            },
            await bench.TextsAsync());
        foreach (var gone in new[] { "workspace/link: it is a link", "workspace/root: it is a link", "workspace/A.TXT: it differs", "workspace/kept/r: it lies outside" })
        {
            Assert.Contains(gone, text);
        }

        Assert.Contains("You may write below workspace/, but not below workspace/kept/.", text);
    }

    [Fact]
    public async Task Who_may_change_nothing_may_still_run_things()
    {
        await using var bench = await ToolBench.CreateAsync(("workspace/x.sh", "mkdir bin; echo built > bin/out; cat bin/out; echo x > y"));
        bench.Scope = WriteScope.None;
        var before = bench.State;

        var (_, text) = await bench.RunAsync("sh x.sh");

        Assert.Contains("[output]\nbuilt", text);
        Assert.Contains("workspace/y: it lies outside of what may be changed\nYou may not change any file.", text);
        Assert.Equal(before, bench.State);
    }

    [Fact]
    public async Task Secrets_of_the_host_are_not_there_to_be_read()
    {
        Environment.SetEnvironmentVariable("WF_TOOL_SECRET", "s3cr3t-value");
        await using var bench = await ToolBench.CreateAsync(
            ("workspace/x.sh", "env; cat /proc/1/environ /proc/self/environ /root/.bashrc /etc/shadow ~/.nuget/NuGet/NuGet.Config; ls -la / /home /tmp; getent hosts example.org"));

        var (_, text) = await bench.RunAsync("sh x.sh");

        Assert.DoesNotContain("s3cr3t", text);
        Assert.DoesNotContain("root:", text);
        Assert.Contains("/root/.bashrc: No such file", text);
    }

    [Fact]
    public async Task A_script_that_installs_is_refused_before_it_runs()
    {
        await using var bench = await ToolBench.CreateAsync(("workspace/x.sh", "set -e\n  python3 -m pip   install requests\n"));

        Assert.StartsWith("Refused: the script workspace/x.sh installs ('pip install').", (await bench.RunAsync("sh x.sh")).Text);
        Assert.StartsWith("Refused: there is no script 'y.sh' in workspace.", (await bench.RunAsync("sh y.sh")).Text);
    }

    [Fact]
    public async Task A_disguise_that_slips_by_has_no_network()
    {
        await using var bench = await ToolBench.CreateAsync(("workspace/x.py", "import urllib.request\nurllib.request.urlopen('http://example.org', timeout=5)\n"));

        var (result, text) = await bench.RunAsync("python3 x.py");

        Assert.DoesNotContain("exit code 0", result.Summary);
        Assert.Contains("URLError", text);
    }

    [Fact]
    public async Task Of_a_long_output_the_model_gets_both_ends_and_people_the_whole()
    {
        await using var bench = await ToolBench.CreateAsync([("Tools:AnswerCharacters", "1000"), ("Sandbox:FloodMegabytes", "4"), ("Tools:OutputKilobytes", "64")], ("workspace/x.sh", "seq 5000"), ("workspace/flood.sh", "yes 0123456789"));

        var (_, text) = await bench.RunAsync("sh x.sh");
        var flood = await bench.RunAsync("sh flood.sh");

        Assert.InRange(text.Length, 500, 1300);
        Assert.Contains("[output]\n1\n2\n", text);
        Assert.Contains("characters left out", text);
        Assert.Contains("\n5000\n", text);
        Assert.Contains("\n2500\n", await bench.Place.Artifacts.TextAsync((await bench.Place.Artifacts.FindAsync("run-1", "agents/implementer-1/turn-0001.call-1.whole.txt", CancellationToken.None))!));
        Assert.StartsWith("It printed more than 4 MB and was stopped.", flood.Text);
        Assert.InRange(flood.Text.Length, 500, 1300);
    }

    [Fact]
    public async Task A_command_without_end_is_stopped()
    {
        await using var bench = await ToolBench.CreateAsync([("Tools:CommandTimeoutSeconds", "1")], ("workspace/x.sh", "while :; do :; done"));

        Assert.StartsWith("It did not end within 1 seconds and was stopped.", (await bench.RunAsync("sh x.sh")).Text);
    }

    [Fact]
    public async Task A_call_that_is_made_again_starts_from_the_same_files_and_leaves_the_same()
    {
        await using var bench = await ToolBench.CreateAsync(("workspace/n", "1\n"), ("workspace/x.sh", "echo 1 >> n"));
        var before = bench.State;

        var first = await bench.RunAsync("sh x.sh");
        await using var again = await ToolBench.CreateAsync(("workspace/n", "1\n"), ("workspace/x.sh", "echo 1 >> n"));
        Assert.Equal(before, again.State);

        Assert.Equal(first.Result.Workspace, (await again.RunAsync("sh x.sh")).Result.Workspace);
        Assert.Equal("1\n1\n", (await bench.TextsAsync())["workspace/n"]);
    }
}
