using Xunit.Abstractions;

namespace Workflows.Engine.Tests.Crash;

/// <summary>Second half of the crash runs; the two halves run side by side.</summary>
public sealed class SecondCrashTests(ITestOutputHelper output) : CrashContract(output)
{
    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    [InlineData(24)]
    public Task Killed_at_random_nothing_is_lost_doubled_or_done_again(int seed) => NothingIsLostAsync(seed);
}
