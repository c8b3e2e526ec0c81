using Xunit.Abstractions;

namespace Workflows.Engine.Tests.Crash;

/// <summary>
/// A real process, killed at random moments. The seeds are fixed so that a failure can be looked at again (though not the scheduler of the
/// operating system); <c>CRASH_SEED</c> and <c>CRASH_KILLS</c> run another seed, or longer.
/// </summary>
public abstract class CrashContract(ITestOutputHelper output)
{
    private const int KillsPerSeed = 26;

    protected async Task NothingIsLostAsync(int seed)
    {
        seed = Setting("CRASH_SEED") ?? seed;
        using var driver = new CrashDriver(seed);

        var problems = await driver.RunAsync(Setting("CRASH_KILLS") ?? KillsPerSeed);

        output.WriteLine($"seed {seed}: {driver.Statistics}");
        Assert.True(problems.Count == 0, $"seed {seed}:\n{string.Join('\n', problems)}");
        Assert.True(driver.Statistics.Instances > 5, $"Too little happened: {driver.Statistics}");
        Assert.True(driver.Statistics.CommittedCalls > 20, $"Too little happened: {driver.Statistics}");
    }

    private static int? Setting(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : null;
}
