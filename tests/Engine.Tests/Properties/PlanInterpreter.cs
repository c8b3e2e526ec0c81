using Workflows.Domain.Orchestration;
using Workflows.Engine.Tests.Contract;

namespace Workflows.Engine.Tests.Properties;

/// <summary>Runs a random workflow, and says beforehand what must come of it.</summary>
internal static class PlanInterpreter
{
    public static readonly OrchestratorDefinition<PlanState, IReadOnlyList<string>> Definition = new("plan");

    private static readonly ActivityDefinition<int, int> Echo = new("Echo");
    private static readonly ActivityDefinition<int, int> Fail = new("Fail");

    public static TaskRegistry Registry()
    {
        var registry = new TaskRegistry();
        registry.Activity(Echo.Name, (int n) => n);
        registry.Activity(Fail.Name, (int n) => n >= 0 ? throw new IOException($"no {n}") : n);
        registry.Orchestrator<PlanState, IReadOnlyList<string>>(Definition.Name, RunAsync);
        return registry;
    }

    public static int Events(IReadOnlyList<Plan> steps) => steps.Count(step => step.Kind == StepKind.Event);

    /// <summary>What must come of it, when the events are 1, 2, 3 … in this order.</summary>
    public static IReadOnlyList<string> Expected(IReadOnlyList<Plan> steps)
    {
        var events = 0;
        return [.. steps.Where(step => step.Kind != StepKind.ContinueAsNew).Select(step => step.Kind switch
        {
            StepKind.FanOut => $"fan {string.Join(' ', Enumerable.Range(0, step.Number))}",
            StepKind.Event => $"event {++events}",
            StepKind.Child => $"child {string.Join('|', Expected(step.Parts))}",
            StepKind.CaughtFailure => $"caught no {step.Number}",
            StepKind.CaughtChild => "caught child",
            _ => $"{step.Kind} {step.Number}",
        })];
    }

    private static async Task<IReadOnlyList<string>> RunAsync(OrchestrationContext context, PlanState state)
    {
        List<string> trace = [.. state.Trace];
        for (var i = 0; i < state.Steps.Count; i++)
        {
            var step = state.Steps[i];
            if (step.Kind == StepKind.ContinueAsNew)
            {
                context.ContinueAsNew(new PlanState([.. state.Steps.Skip(i + 1)], trace));
                return trace;
            }

            trace.Add(await RunAsync(context, step));
            context.SetCustomStatus(trace.Count);
        }

        return trace;
    }

    private static async Task<string> RunAsync(OrchestrationContext context, Plan step)
    {
        switch (step.Kind)
        {
            case StepKind.FanOut:
                return $"fan {string.Join(' ', await Task.WhenAll(Enumerable.Range(0, step.Number).Select(n => context.CallActivityAsync(Echo, n))))}";
            case StepKind.Event:
                return $"event {await context.WaitForExternalEvent<int>("number")}";
            case StepKind.Child:
                return $"child {string.Join('|', await context.CallSubOrchestratorAsync(Definition, new PlanState(step.Parts, [])))}";
            case StepKind.CaughtFailure:
                return await CaughtAsync(() => context.CallActivityAsync(Fail, step.Number), failure => $"caught {failure.RootCause.ErrorMessage}");
            case StepKind.CaughtChild:
                return await CaughtAsync(
                    () => context.CallSubOrchestratorAsync(new OrchestratorDefinition<int, int>("nobody"), step.Number), _ => "caught child");
            case StepKind.Timer:
                await context.CreateTimer(TimeSpan.FromMilliseconds(step.Number), CancellationToken.None);
                break;
            case StepKind.Timeout:
                await TimesOutAsync(context, step.Number);
                break;
            case StepKind.Race:
                await RaceAsync(context, step.Number);
                break;
            default:
                await context.CallActivityAsync(Echo, step.Number);
                break;
        }

        return $"{step.Kind} {step.Number}";
    }

    private static async Task<string> CaughtAsync<T>(Func<Task<T>> call, Func<FailureDetails, string> tell)
    {
        try
        {
            return $"succeeded with {await call()}";
        }
        catch (TaskFailedException failed)
        {
            return tell(failed.FailureDetails);
        }
    }

    private static async Task TimesOutAsync(OrchestrationContext context, int milliseconds)
    {
        try
        {
            await context.WaitForExternalEvent<int>("never", TimeSpan.FromMilliseconds(milliseconds));
        }
        catch (OperationCanceledException)
        {
            context.SetCustomStatus("timed out");
        }
    }

    // An activity against a timer of a day: the loser is cancelled and must leave nothing behind.
    private static async Task RaceAsync(OrchestrationContext context, int number)
    {
        using var stop = new CancellationTokenSource();
        var timer = context.CreateTimer(TimeSpan.FromDays(1), stop.Token);
        var call = context.CallActivityAsync(Echo, number);
        if (await Task.WhenAny(timer, call) == timer)
        {
            throw new InvalidOperationException("A day has passed.");
        }

        stop.Cancel();
        await call;
    }
}
