using Workflows.Domain.Orchestration;

namespace Workflows.CrashHost;

/// <summary>What the killed process runs: each thing that an orchestrator can do, in shapes whose outcome is known beforehand.</summary>
public static class CrashWorkload
{
    /// <summary>The payload of "item" that ends a mailbox or a ring.</summary>
    public const int End = -1;

    private const string Item = "item";
    private static readonly ActivityDefinition<Step, long> StepActivity = new("step");
    private static readonly ActivityDefinition<Step, long> FlakyActivity = new("flaky");
    private static readonly OrchestratorDefinition<int, long> Chain = new("chain");

    /// <summary>All orchestrators and activities.</summary>
    public static TaskRegistry Registry(ActivityLog log) => new TaskRegistry()
        .AddActivity(StepActivity, () => new StepWork(log, failures: 0))
        .AddActivity(FlakyActivity, () => new StepWork(log, failures: 0.3))
        .AddOrchestrator(Chain, () => new Orchestrator<int, long>(ChainAsync))
        .AddOrchestrator(new("fan"), () => new Orchestrator<int, long>(FanAsync))
        .AddOrchestrator(new("timers"), () => new Orchestrator<int, long>(TimersAsync))
        .AddOrchestrator(new("parent"), () => new Orchestrator<int, long>(ParentAsync))
        .AddOrchestrator(new("mailbox"), () => new Orchestrator<int, List<int>>(MailboxAsync))
        .AddOrchestrator(new("ring"), () => new Orchestrator<List<int>, List<int>>(RingAsync))
        .AddOrchestrator(new("courier"), () => new Orchestrator<Delivery, int>(CourierAsync));

    /// <summary>One step, as the activity computes it.</summary>
    public static long Fold(Step step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return ((step.Sum * 31) + step.Number) % 1_000_000_007;
    }

    /// <summary>What an instance of a kind that takes a number must answer.</summary>
    public static long Expected(string kind, int number) => kind switch
    {
        "chain" or "timers" => Enumerable.Range(0, number).Aggregate(0L, (sum, i) => Fold(new Step(sum, i))),
        "fan" => Enumerable.Range(0, number).Sum(i => Fold(new Step(i, i))),
        "parent" => Enumerable.Range(1, number).Sum(i => Expected("chain", i)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Its outcome depends on events."),
    };

    private static async Task<long> ChainAsync(OrchestrationContext context, int steps)
    {
        var sum = 0L;
        for (var i = 0; i < steps; i++)
        {
            sum = await context.CallActivityAsync(StepActivity, new Step(sum, i));
            context.SetCustomStatus(i);
        }

        return sum;
    }

    private static async Task<long> FanAsync(OrchestrationContext context, int width) =>
        (await Task.WhenAll(Enumerable.Range(0, width).Select(i => context.CallActivityAsync(StepActivity, new Step(i, i))))).Sum();

    private static async Task<long> TimersAsync(OrchestrationContext context, int steps)
    {
        var patient = new TaskOptions(new RetryPolicy(50, TimeSpan.FromMilliseconds(2)));
        var sum = 0L;
        for (var i = 0; i < steps; i++)
        {
            await context.CreateTimer(TimeSpan.FromMilliseconds(3 * (i + 1)), CancellationToken.None);
            sum = await context.CallActivityAsync(FlakyActivity, new Step(sum, i), patient);
            try
            {
                await context.WaitForExternalEvent<int>("never", TimeSpan.FromMilliseconds(4));
            }
            catch (OperationCanceledException)
            {
                context.SetCustomStatus(i);
            }
        }

        return sum;
    }

    private static async Task<long> ParentAsync(OrchestrationContext context, int children)
    {
        var calls = Enumerable.Range(1, children).Select(i => context.CallSubOrchestratorAsync(
            Chain, i, i % 2 == 0 ? new SubOrchestrationOptions($"{context.InstanceId}-child-{i}") : null));
        return (await Task.WhenAll(calls)).Sum();
    }

    private static async Task<List<int>> MailboxAsync(OrchestrationContext context, int stepEvery)
    {
        var got = new List<int>();
        while (true)
        {
            var item = await context.WaitForExternalEvent<int>(Item);
            if (item == End)
            {
                return got;
            }

            got.Add(item);
            if (got.Count % stepEvery == 0)
            {
                await context.CallActivityAsync(StepActivity, new Step(item, got.Count));
            }
        }
    }

    private static async Task<List<int>> RingAsync(OrchestrationContext context, List<int> got)
    {
        for (var i = 0; i < 2; i++)
        {
            var item = await context.WaitForExternalEvent<int>(Item);
            if (item == End)
            {
                return got;
            }

            got.Add(item);
            await context.CallActivityAsync(StepActivity, new Step(item, i));
        }

        context.ContinueAsNew(got);
        return got;
    }

    private static async Task<int> CourierAsync(OrchestrationContext context, Delivery delivery)
    {
        for (var i = 1; i <= delivery.Letters; i++)
        {
            await context.CallActivityAsync(StepActivity, new Step(i, i));
            context.SendEvent(delivery.To, Item, i);
        }

        context.SendEvent(delivery.To, Item, End);
        return delivery.Letters;
    }
}
