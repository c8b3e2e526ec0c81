using Workflows.Domain.Orchestration;

namespace Workflows.Http.Tests;

/// <summary>Small orchestrators for the management surface.</summary>
internal static class TestOrchestrators
{
    public static OrchestratorDefinition<string, string> Echo { get; } = new("Echo");

    public static OrchestratorDefinition<string, string> WaitForGo { get; } = new("WaitForGo");

    public static OrchestratorDefinition<string, string> Fail { get; } = new("Fail");

    public static ActivityDefinition<string, string> Upper { get; } = new("Upper");

    public static TaskRegistry Register(TaskRegistry registry) => registry
        .AddOrchestrator(Echo, () => new EchoOrchestrator())
        .AddOrchestrator(WaitForGo, () => new WaitForGoOrchestrator())
        .AddOrchestrator(Fail, () => new FailOrchestrator())
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
