using Xunit.Abstractions;

namespace Workflows.Engine.Tests.Crash;

/// <summary>First half of the crash runs; the two halves run side by side.</summary>
public sealed class FirstCrashTests(ITestOutputHelper output) : CrashContract(output)
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public Task Killed_at_random_nothing_is_lost_doubled_or_done_again(int seed) => NothingIsLostAsync(seed);
}
