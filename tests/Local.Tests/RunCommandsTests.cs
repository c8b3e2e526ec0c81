using System.Text.Json;

namespace Workflows.Local.Tests;

/// <summary>The commands over runs, without a serving host: each owns the hub while it runs.</summary>
public sealed class RunCommandsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Cli _cli;

    public RunCommandsTests() => _cli = new Cli(Path.Combine(_folder.Path, "data"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_generated_run_is_listed_told_read_restarted_and_purged()
    {
        // The title would clear a terminal.
        var document = _folder.File("hostile.json", (await File.ReadAllTextAsync(Path.Combine(Cli.Examples, "ping.json"))).Replace("\"Ping\"", "\"Ping\\u001b[2J\"", StringComparison.Ordinal));
        var generated = (await _cli.RunAsync("generate", document, "--check-only", "--json")).Expect(ExitCode.Success).Json();
        var id = generated.GetProperty("runId").GetString()!;
        Assert.Equal("checked", generated.GetProperty("outcome").GetString());

        var listed = (await _cli.RunAsync("list", "--status", "finished", "--json")).Expect(ExitCode.Success).Json();
        Assert.Equal(id, Assert.Single(listed.GetProperty("runs").EnumerateArray()).GetProperty("runId").GetString());
        Assert.Contains(id, (await _cli.RunAsync("list")).Expect(ExitCode.Success).Out, StringComparison.Ordinal);

        var byPrefix = (await _cli.RunAsync("status", id[..12], "--json")).Expect(ExitCode.Success).Json();
        Assert.Equal(id, byPrefix.GetProperty("runId").GetString());
        var plain = (await _cli.RunAsync("watch", id)).Expect(ExitCode.Success).Out;
        Assert.DoesNotContain('\u001b', plain);
        Assert.Contains("compiled and checked", plain, StringComparison.Ordinal);

        var artifacts = (await _cli.RunAsync("artifacts", id, "--json")).Expect(ExitCode.Success).Json();
        Assert.Contains(artifacts.GetProperty("artifacts").EnumerateArray(), artifact => artifact.GetProperty("name").GetString() == "document/source.json");
        var source = (await _cli.RunAsync("artifacts", id, "document/source.json")).Expect(ExitCode.Success).Out;
        Assert.Equal(await File.ReadAllTextAsync(document), source);
        var saved = Path.Combine(_folder.Path, "saved.json");
        (await _cli.RunAsync("artifacts", id, "document/source.json", "--out", saved)).Expect(ExitCode.Success);
        Assert.Equal(source, await File.ReadAllTextAsync(saved));
        (await _cli.RunAsync("artifacts", id, "no/such.txt")).Expect(ExitCode.NotFound);

        Assert.Contains("rewind", (await _cli.RunAsync("rewind", id)).Expect(ExitCode.Refused).Error, StringComparison.Ordinal);
        Assert.Contains("ended", (await _cli.RunAsync("raise", id, "go", "{}")).Expect(ExitCode.Refused).Error, StringComparison.Ordinal);
        (await _cli.RunAsync("suspend", id, "--reason", "lunch")).Expect(ExitCode.Refused);
        (await _cli.RunAsync("raise", id, "go", "{oops")).Expect(ExitCode.Usage);

        var restarted = (await _cli.RunAsync("restart", id, "--new-id", "--json")).Expect(ExitCode.Success).Json();
        var second = restarted.GetProperty("newRunId").GetString()!;
        (await _cli.RunAsync("watch", second, "--json")).Expect(ExitCode.Success);

        Assert.Equal(1, (await _cli.RunAsync("purge", second, "--json")).Expect(ExitCode.Success).Json().GetProperty("instancesDeleted").GetInt32());
        (await _cli.RunAsync("status", second)).Expect(ExitCode.NotFound);
        Assert.Equal(1, (await _cli.RunAsync("purge", "--status", "finished", "--json")).Expect(ExitCode.Success).Json().GetProperty("instancesDeleted").GetInt32());
        (await _cli.RunAsync("purge", "--before", "2000-01-01")).Expect(ExitCode.NotFound);
        Assert.False(Directory.Exists(Path.Combine(_cli.DataFolder, "artifacts", "runs", id)));
    }

    [Fact]
    public async Task Watch_prints_one_JSON_document_per_line_and_the_last_is_the_ended_run()
    {
        var id = (await _cli.RunAsync("generate", Path.Combine(Cli.Examples, "ping.json"), "--check-only", "--json")).Expect(ExitCode.Success).Json().GetProperty("runId").GetString()!;
        var lines = (await _cli.RunAsync("watch", id, "--json")).Expect(ExitCode.Success).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
        Assert.Contains("\"finished\"", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ambiguous_prefix_names_the_runs()
    {
        for (var i = 0; i < 2; i++)
        {
            (await _cli.RunAsync("generate", Path.Combine(Cli.Examples, "ping.json"), "--check-only")).Expect(ExitCode.Success);
        }

        Assert.Contains("Several runs", (await _cli.RunAsync("status", "run-")).Expect(ExitCode.Usage).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_command_says_so_and_the_run_goes_on_later()
    {
        using var interrupt = new CancellationTokenSource();
        await interrupt.CancelAsync();
        (await _cli.RunAsync(interrupt.Token, "generate", Path.Combine(Cli.Examples, "ping.json"), "--check-only")).Expect(ExitCode.Cancelled);
    }
}
