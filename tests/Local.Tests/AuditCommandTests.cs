using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Activities.Audit;
using Workflows.Domain.Audit;

namespace Workflows.Local.Tests;

/// <summary>The audit log as the command line shows it.</summary>
public sealed class AuditCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Cli _cli;

    public AuditCommandTests() => _cli = new Cli(Path.Combine(_folder.Path, "data"));

    public void Dispose() => _folder.Dispose();

    private string LogPath => Path.Combine(_cli.DataFolder, "audit", "audit.jsonl");

    [Fact]
    public async Task A_run_leaves_its_model_calls_in_the_log()
    {
        var run = (await _cli.RunAsync("generate", Path.Combine(Cli.Examples, "ping.json"), "--check-only", "--json")).Expect(ExitCode.Success).Json().GetProperty("runId").GetString()!;

        var verdict = (await _cli.RunAsync("audit", "verify", "--json")).Expect(ExitCode.Success).Json();
        Assert.True(verdict.GetProperty("intact").GetBoolean());
        Assert.True(verdict.GetProperty("entries").GetInt64() >= 1);
        var exported = (await _cli.RunAsync("audit", "export", "--run", run)).Expect(ExitCode.Success).Out;
        Assert.Contains("\"kind\":\"model-call\"", exported, StringComparison.Ordinal);
        Assert.All(exported.TrimEnd().Split('\n'), line => Assert.Contains($"\"run\":\"{run}\"", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_checked_and_exported_beside_the_host_that_writes_it()
    {
        await using var host = await AppendAsync("k1", "k2");

        Assert.Contains("intact: 2 entries of 1 runs", (await _cli.RunAsync("audit", "verify")).Expect(ExitCode.Success).Out, StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllTextAsync(LogPath), (await _cli.RunAsync("audit", "export")).Expect(ExitCode.Success).Out);
        Assert.True(await host.GetRequiredService<IAuditLog>().AppendAsync(Note("k3"), CancellationToken.None));
    }

    [Fact]
    public async Task A_change_is_told_with_the_first_bad_entry_and_an_exit_code()
    {
        await (await AppendAsync("k1", "k2", "k3")).DisposeAsync();
        await File.WriteAllTextAsync(LogPath, (await File.ReadAllTextAsync(LogPath)).Replace("\"k2\"", "\"k9\"", StringComparison.Ordinal));

        Assert.Contains("CHANGED: entry 2: it was altered", (await _cli.RunAsync("audit", "verify")).Expect(ExitCode.AuditBroken).Out, StringComparison.Ordinal);
        var verdict = (await _cli.RunAsync("audit", "verify", "--json")).Expect(ExitCode.AuditBroken).Json();
        Assert.Equal((false, 2), (verdict.GetProperty("intact").GetBoolean(), verdict.GetProperty("firstBad").GetInt32()));
        Assert.Contains("entry 2", (await _cli.RunAsync("audit", "export")).Expect(ExitCode.Unavailable).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_anchor_from_elsewhere_must_stand_there()
    {
        await (await AppendAsync("k1", "k2")).DisposeAsync();
        var anchor = (await _cli.RunAsync("audit", "verify", "--json")).Expect(ExitCode.Success).Json().GetProperty("anchor").GetString()!;

        (await _cli.RunAsync("audit", "verify", "--anchor", anchor)).Expect(ExitCode.Success);
        (await _cli.RunAsync("audit", "verify", "--anchor", "1" + anchor[1..])).Expect(ExitCode.AuditBroken);
        (await _cli.RunAsync("audit", "verify", "--anchor", "3" + anchor[1..])).Expect(ExitCode.AuditBroken);
        (await _cli.RunAsync("audit", "verify", "--anchor", "what")).Expect(ExitCode.Usage);
    }

    [Fact]
    public async Task Where_there_is_no_log_the_answer_is_not_that_all_is_well()
    {
        (await _cli.RunAsync("audit", "verify")).Expect(ExitCode.NotFound);
        (await _cli.RunAsync("audit", "export")).Expect(ExitCode.NotFound);
        (await _cli.RunAsync("audit", "verify", "--storage")).Expect(ExitCode.Usage);
        Assert.False(Directory.Exists(Path.Combine(_cli.DataFolder, "audit")));
    }

    private static AuditNote Note(string key) => new(key, "run-1", "decision", new Dictionary<string, string>());

    private async Task<ServiceProvider> AppendAsync(params string[] keys)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Audit:Folder", Path.GetDirectoryName(LogPath))]).Build();
        var services = new ServiceCollection().AddLogging().AddAudit(configuration).BuildServiceProvider();
        foreach (var key in keys)
        {
            await services.GetRequiredService<IAuditLog>().AppendAsync(Note(key), CancellationToken.None);
        }

        return services;
    }
}
