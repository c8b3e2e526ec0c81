using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Domain.Artifacts;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Tests.Contract;
using Workflows.Functions.Hosting;

namespace Workflows.Functions.Tests.Hosting;

public sealed class ActivityRunnerTests
{
    private static readonly ArtifactRef Artifact = new("one", "code/round-1.cs", 1, new string('a', 64), "text/plain");
    private readonly ConcurrentQueue<ActivityContext> _calls = new();
    private readonly ActivityRunner _runner;
    private string _code = "x";

    public ActivityRunnerTests()
    {
        var registry = new TaskRegistry();
        registry.AddActivity(GenerateTestsActivities.ExtractCode, () => new LambdaActivity<CodeInput, CodeResult>((context, _, _) =>
        {
            _calls.Enqueue(context);
            return Task.FromResult(new CodeResult(null, [new CodeDiagnostic("X1", "error", "a.cs", 1, 1, _code)]));
        }));
        _runner = new ActivityRunner(registry, NullLogger<ActivityRunner>.Instance);
    }

    [Fact]
    public async Task The_same_call_has_the_same_key_and_another_input_or_instance_another_one()
    {
        await RunAsync("one", 1);
        await RunAsync("one", 1);
        await RunAsync("one", 2);
        await RunAsync("two", 1);

        var keys = _calls.Select(call => call.TaskKey).ToList();
        Assert.Equal(keys[0], keys[1]);
        Assert.Equal(3, keys.Distinct().Count());
        Assert.Equal(("one", "ExtractCode"), (_calls.First().InstanceId, _calls.First().ActivityName));
        Assert.All(_calls, call => Assert.StartsWith(call.InstanceId, call.TaskKey, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_output_that_is_too_large_fails_the_call()
    {
        _code = new string('x', PayloadLimit.DefaultBytes);

        await Assert.ThrowsAsync<PayloadTooLargeException>(() => RunAsync("one", 1));
    }

    [Fact]
    public async Task A_host_that_does_not_name_the_instance_is_told_what_it_lacks()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(null, 1));

        Assert.Contains("instanceId", failure.Message, StringComparison.Ordinal);
        Assert.Contains("ExtractCode", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_activity_that_the_app_does_not_have_is_named()
    {
        var failure = await Assert.ThrowsAsync<ArgumentException>(() =>
            _runner.RunAsync(GenerateTestsActivities.FormatCode, new CodeInput("one", 1, Artifact), Call("one")));

        Assert.Contains("FormatCode", failure.Message, StringComparison.Ordinal);
    }

    private Task<CodeResult> RunAsync(string? instance, int round) =>
        _runner.RunAsync(GenerateTestsActivities.ExtractCode, new CodeInput("one", round, Artifact), Call(instance));

    private static FakeFunctionContext Call(string? instance) => new(
        "ExtractCode", new ServiceCollection().BuildServiceProvider(), new Dictionary<string, object?> { ["instanceId"] = instance }, CancellationToken.None);
}
