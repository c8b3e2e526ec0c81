using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Activities.Audit;

namespace Workflows.Activities.Tests.Audit;

/// <summary>A real process that appends, killed at random moments.</summary>
public sealed class AuditCrashTests : IDisposable
{
    private const int Kills = 12;

    private readonly string _folder = Directory.CreateTempSubdirectory("workflows-audit-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Killed_at_random_nothing_that_was_acknowledged_is_lost_or_doubled(int seed)
    {
        var random = new Random(seed);
        var acknowledged = new HashSet<int>();
        for (var life = 0; life < Kills; life++)
        {
            // Some keys once more: those at the end may have been recorded without having been acknowledged.
            var first = Math.Max(0, acknowledged.DefaultIfEmpty().Max() - 20);
            acknowledged.UnionWith(await LiveAndDieAsync(first, TimeSpan.FromMilliseconds(random.Next(1, 120))));

            await using var log = new AuditLog(new FileAuditJournal(_folder, TimeProvider.System), TimeProvider.System, NullLogger<AuditLog>.Instance);
            var report = await log.VerifyAsync(null, CancellationToken.None);
            Assert.Null(report!.Fault);
            var keys = (await log.ReadAsync(null, CancellationToken.None).ToListAsync()).ConvertAll(entry => int.Parse(entry.Key, CultureInfo.InvariantCulture));
            Assert.Empty(acknowledged.Except(keys));
            Assert.Equal(keys.Count, keys.Distinct().Count());
        }

        Assert.True(acknowledged.Count > 20 * Kills, $"Too little happened: {acknowledged.Count} entries");
    }

    /// <summary>Lives for a time after its first acknowledgement.</summary>
    private async Task<List<int>> LiveAndDieAsync(int first, TimeSpan lifetime)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "exec", typeof(AuditCrashHost).Assembly.Location, "append", _folder, first.ToString(CultureInfo.InvariantCulture) },
            RedirectStandardOutput = true,
        })!;
        var keys = new List<int>();
        Task? dying = null;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            keys.Add(int.Parse(line, CultureInfo.InvariantCulture));
            dying ??= KillAsync(process, lifetime);
        }

        await (dying ?? Task.CompletedTask);
        await process.WaitForExitAsync();
        Assert.NotNull(dying);
        return keys;
    }

    private static async Task KillAsync(Process process, TimeSpan lifetime)
    {
        await Task.Delay(lifetime);
        process.Kill();
    }
}
