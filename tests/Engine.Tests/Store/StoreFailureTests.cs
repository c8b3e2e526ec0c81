using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Domain.Client;
using Workflows.Engine.Store;
using Workflows.Engine.Tests.Contract;
using Workflows.Engine.Tests.Embedded;
using Xunit.Abstractions;

namespace Workflows.Engine.Tests.Store;

/// <summary>One run with every primitive, and the store fails at write 1, 2, 3 … until no write is left that could fail.</summary>
public sealed class StoreFailureTests(ITestOutputHelper output)
{
    // Most of each run is waiting; so many run side by side.
    private const int AtATime = 8;
    private const int MoreThanTheRunHas = 400;

    [Fact]
    public Task A_store_that_refuses_one_write_costs_nothing_but_a_moment() => AtEachAsync(
        write => RecoversByItselfAsync($"write {write}", fail => new StoreFaults { BeforeWrite = number => fail(number == write, number) }), atLeast: 50);

    [Fact]
    public Task A_commit_that_fails_costs_nothing_but_a_moment() => AtEachAsync(
        commit => RecoversByItselfAsync($"commit {commit}", fail => new StoreFaults { BeforeCommit = number => fail(number == commit, number) }), atLeast: 10);

    [Fact]
    public Task A_process_that_dies_at_any_write_leaves_what_the_next_one_completes() => AtEachAsync(DiesAndGoesOnAsync, atLeast: 50);

    /// <summary>Runs at 1, 2, 3 … until the run gets by without ever reaching the failure.</summary>
    private async Task AtEachAsync(Func<long, Task<bool>> runFailingAt, int atLeast)
    {
        var failed = 0;
        for (var next = 1; next < MoreThanTheRunHas; next += AtATime)
        {
            var reached = await Task.WhenAll(Enumerable.Range(next, AtATime).Select(at => Task.Run(() => runFailingAt(at))));
            failed += reached.Count(r => r);
            if (reached.Contains(false))
            {
                output.WriteLine($"The store failed at {failed} places, one run for each.");
                Assert.True(failed >= atLeast, $"Only {failed} places.");
                return;
            }
        }

        Assert.Fail("The run never got by without the failure.");
    }

    private static async Task<bool> RecoversByItselfAsync(string where, Func<Action<bool, long>, StoreFaults> faults)
    {
        using var folder = new TemporaryFolder();
        var run = new ScriptedRun();
        var reached = false;
        await using var engine = await StartAsync(folder, run, faults((now, number) =>
        {
            if (now)
            {
                reached = true;
                throw new StoreIsDownException(number);
            }
        }));

        Check(where, await AtAsync(where, () => run.DriveAsync(engine.Client)));
        return reached;
    }

    private static async Task<bool> DiesAndGoesOnAsync(long write)
    {
        using var folder = new TemporaryFolder();
        var run = new ScriptedRun();
        var died = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var engine = await StartAsync(folder, run, new StoreFaults
        {
            BeforeWrite = number =>
            {
                if (number >= write)
                {
                    run.GaveUp = true;
                    died.TrySetResult();
                    throw new StoreIsDownException(number);
                }
            },
        });
        using var giveUp = new CancellationTokenSource();
        var drive = DriveUntilDeathAsync(run, engine.Client, giveUp.Token);
        await Task.WhenAny(drive, died.Task);
        await engine.DisposeAsync();
        if (!died.Task.IsCompleted)
        {
            Check($"write {write}", await drive);
            return false;
        }

        // What was answered before the death is only known once the driver has come to its end.
        await giveUp.CancelAsync();
        await drive;
        run.GaveUp = false;
        await using var next = await StartAsync(folder, run, faults: null);
        Check($"death at write {write}", await AtAsync($"death at write {write}", () => run.DriveAsync(next.Client, run.EventsRaised)));
        return true;
    }

    private static void Check(string where, OrchestrationMetadata? ended) =>
        Assert.True(ended?.Output == ScriptedRun.Expected, $"{where}: {ended?.RuntimeStatus} {ended?.Output} {ended?.Failure}");

    private static async Task<OrchestrationMetadata?> DriveUntilDeathAsync(ScriptedRun run, OrchestrationClient client, CancellationToken giveUp)
    {
        try
        {
            return await run.DriveAsync(client, giveUp: giveUp);
        }
        catch (Exception failure) when (failure is StoreIsDownException or TaskHubException or OperationCanceledException)
        {
            return null;
        }
    }

    private static async Task<OrchestrationMetadata?> AtAsync(string where, Func<Task<OrchestrationMetadata?>> drive)
    {
        try
        {
            return await drive();
        }
        catch (OperationCanceledException failure)
        {
            throw new TimeoutException($"After {where} the run never ended.", failure);
        }
    }

    private static Task<EmbeddedEngine> StartAsync(TemporaryFolder folder, ScriptedRun run, StoreFaults? faults) =>
        EmbeddedEngine.StartAsync(
            new TaskHubOptions { Path = folder.File("hub.db"), Converter = TestJson.Converter, DrainTimeout = TimeSpan.FromSeconds(1) },
            run.Registry, NullLoggerFactory.Instance, faults);
}
