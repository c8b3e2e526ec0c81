using Workflows.Domain.Budgets;
using Workflows.Domain.Orchestration;

namespace Workflows.Http.Tests;

/// <summary>Small orchestrators for the management surface.</summary>
internal static class TestOrchestrators
{
    public static OrchestratorDefinition<string, string> Echo { get; } = new("Echo");

    public static OrchestratorDefinition<string, string> WaitForGo { get; } = new("WaitForGo");

    public static OrchestratorDefinition<string, string> WaitForRaise { get; } = new("WaitForRaise");

    public static OrchestratorDefinition<string, string> Fail { get; } = new("Fail");

    public static ActivityDefinition<string, string> Upper { get; } = new("Upper");

    /// <summary>How many activities <see cref="Counts"/> calls one after the other.</summary>
    public const int Steps = 200;

    public static OrchestratorDefinition<string, string> Counts { get; } = new("Counts");

    /// <summary>Calls an activity that fails twice, another that fails for good, a child, waits for a time, then for "go".</summary>
    public static OrchestratorDefinition<string, string> Story { get; } = new("Story");

    public static ActivityDefinition<string, string> FailsTwice { get; } = new("FailsTwice");

    public static ActivityDefinition<string, string> FailsAlways { get; } = new("FailsAlways");

    public static TaskRegistry Register(TaskRegistry registry) => registry
        .AddOrchestrator(Echo, () => new EchoOrchestrator())
        .AddOrchestrator(WaitForGo, () => new WaitForGoOrchestrator())
        .AddOrchestrator(WaitForRaise, () => new WaitForRaiseOrchestrator())
        .AddOrchestrator(Fail, () => new FailOrchestrator())
        .AddOrchestrator(Counts, () => new CountsOrchestrator())
        .AddOrchestrator(Story, () => new StoryOrchestrator())
        .AddActivity(FailsTwice, () => new FailingActivity(2))
        .AddActivity(FailsAlways, () => new FailingActivity(int.MaxValue))
        .AddActivity(Upper, () => new UpperActivity());

    private sealed class EchoOrchestrator : IOrchestrator<string, string>
    {
        public Task<string> RunAsync(OrchestrationContext context, string input) => context.CallActivityAsync(Upper, input);
    }

    private sealed class WaitForGoOrchestrator : IOrchestrator<string, string>
    {
        public async Task<string> RunAsync(OrchestrationContext context, string input)
        {
            context.SetCustomStatus("waiting");
            return await context.WaitForExternalEvent<string>("go");
        }
    }

    private sealed class WaitForRaiseOrchestrator : IOrchestrator<string, string>
    {
        public async Task<string> RunAsync(OrchestrationContext context, string input)
        {
            await context.WaitForExternalEvent<Unit>(BudgetGate.RaisedEvent);
            return "told";
        }
    }

    private sealed class CountsOrchestrator : IOrchestrator<string, string>
    {
        public async Task<string> RunAsync(OrchestrationContext context, string input)
        {
            for (var i = 0; i < Steps; i++)
            {
                await context.CallActivityAsync(Upper, input);
            }

            return input;
        }
    }

    private sealed class StoryOrchestrator : IOrchestrator<string, string>
    {
        private static readonly TaskOptions Twice = new(new RetryPolicy(3, TimeSpan.FromMilliseconds(1)));

        public async Task<string> RunAsync(OrchestrationContext context, string input)
        {
            await context.CallActivityAsync(FailsTwice, context.InstanceId, Twice);
            try
            {
                await context.CallActivityAsync(FailsAlways, context.InstanceId);
            }
            catch (TaskFailedException)
            {
                // A wait after a failure that is not the wait for another attempt.
                await context.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
            }

            await context.CallSubOrchestratorAsync(Echo, input);
            return await context.WaitForExternalEvent<string>("go");
        }
    }

    private sealed class FailingActivity(int times) : IActivity<string, string>
    {
        private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> Calls = new();

        public Task<string> RunAsync(ActivityContext context, string input, CancellationToken cancellationToken) =>
            Calls.AddOrUpdate(input + times, 1, (_, count) => count + 1) > times ? Task.FromResult(input) : throw new IOException("not yet");
    }

    private sealed class FailOrchestrator : IOrchestrator<string, string>
    {
        public Task<string> RunAsync(OrchestrationContext context, string input) => throw new InvalidOperationException("it broke");
    }

    private sealed class UpperActivity : IActivity<string, string>
    {
        public Task<string> RunAsync(ActivityContext context, string input, CancellationToken cancellationToken) =>
            Task.FromResult((input ?? "").ToUpperInvariant());
    }
}
