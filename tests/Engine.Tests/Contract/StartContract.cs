using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

public abstract class StartContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    private int _runs;

    [Fact]
    public async Task A_start_without_an_id_makes_one()
    {
        var run = Counting();
        await StartEngineAsync();

        var first = await ScheduleAsync(run, 1);
        var second = await ScheduleAsync(run, 1);

        Assert.NotEmpty(first);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task An_instance_that_was_accepted_can_be_read_at_once()
    {
        var run = Counting();
        await StartEngineAsync();

        for (var i = 0; i < 50; i++)
        {
            var id = await ScheduleAsync(run, i);
            var seen = await Client.GetInstanceAsync(id);
            Assert.NotNull(seen);
            Assert.Equal($"{i}", seen.Input);
            Assert.Equal("counting", seen.Name);
        }
    }

    [Fact]
    public async Task A_start_by_name_takes_json()
    {
        Counting();
        await StartEngineAsync();

        var started = await Client.ScheduleNewInstanceAsync("counting", "41");

        Assert.Equal(42, Completed<int>(await EndOfAsync(started.InstanceId)));
    }

    [Theory]
    [InlineData(InstanceIdReuse.ReplaceEnded)]
    [InlineData(InstanceIdReuse.KeepExisting)]
    public async Task A_live_instance_keeps_its_id(InstanceIdReuse reuse)
    {
        var run = Registry.Orchestrator("waiter", (OrchestrationContext c, Unit _) => c.WaitForExternalEvent<int>("go"));
        await StartEngineAsync();
        await ScheduleAsync(run, Unit.Value, "one");

        var again = await Client.ScheduleNewInstanceAsync(run, Unit.Value, new StartOptions { InstanceId = "one", Reuse = reuse });

        Assert.Equal(new StartResult("one", StartStatus.AlreadyExists), again);
        await RaiseAsync("one", "go", 7);
        Assert.Equal(7, Completed<int>(await EndOfAsync("one")));
    }

    [Fact]
    public async Task An_ended_instance_is_replaced_by_default()
    {
        var run = Counting();
        await StartEngineAsync();
        await ResultAsync(run, 1, "one");

        var again = await Client.ScheduleNewInstanceAsync(run, 10, new StartOptions { InstanceId = "one" });

        Assert.Equal(StartStatus.Started, again.Status);
        Assert.Equal(11, Completed<int>(await EndOfAsync("one")));
        Assert.Equal(2, _runs);
        Assert.Single((await Client.QueryAsync(new OrchestrationQuery())).Instances);
    }

    [Fact]
    public async Task An_ended_instance_stays_when_the_start_is_idempotent()
    {
        var run = Counting();
        await StartEngineAsync();
        await ResultAsync(run, 1, "one");

        var again = await Client.ScheduleNewInstanceAsync(run, 10, new StartOptions { InstanceId = "one", Reuse = InstanceIdReuse.KeepExisting });

        Assert.Equal(StartStatus.AlreadyExists, again.Status);
        Assert.Equal(2, Completed<int>(await EndOfAsync("one")));
        Assert.Equal(1, _runs);
    }

    [Theory]
    [InlineData(InstanceIdReuse.ReplaceEnded)]
    [InlineData(InstanceIdReuse.KeepExisting)]
    public async Task Of_many_starts_with_one_id_at_the_same_time_exactly_one_starts(InstanceIdReuse reuse)
    {
        var run = Registry.Orchestrator("waiter", async (OrchestrationContext c, int n) =>
        {
            Interlocked.Increment(ref _runs);
            return await c.WaitForExternalEvent<int>("go");
        });
        await StartEngineAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() =>
            Client.ScheduleNewInstanceAsync(run, i, new StartOptions { InstanceId = "one", Reuse = reuse }))));

        Assert.Single(answers, answer => answer.Status == StartStatus.Started);
        Assert.Equal(99, answers.Count(answer => answer.Status == StartStatus.AlreadyExists));
        await RaiseAsync("one", "go", 1);
        await EndOfAsync("one");
    }

    [Fact]
    public async Task An_orchestrator_that_nobody_registered_is_not_started()
    {
        await StartEngineAsync();

        var answer = await Client.ScheduleNewInstanceAsync("nobody", null, new StartOptions { InstanceId = "x" });

        Assert.Equal(StartStatus.UnknownOrchestrator, answer.Status);
        Assert.Null(await Client.GetInstanceAsync("x"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("@entity")]
    [InlineData("line\nbreak")]
    [InlineData("101")]
    public async Task An_id_that_breaks_the_rules_is_refused(string id)
    {
        var run = Counting();
        await StartEngineAsync();
        var chosen = id == "101" ? new string('x', 101) : id;

        await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.ScheduleNewInstanceAsync(run, 1, new StartOptions { InstanceId = chosen }));

        Assert.Empty((await Client.QueryAsync(new OrchestrationQuery())).Instances);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("with blank and \u00fcml\u00e4uts")]
    [InlineData("'; DROP TABLE Instances; --")]
    [InlineData("100")]
    public async Task An_id_within_the_rules_is_taken_as_it_is(string id)
    {
        var run = Counting();
        await StartEngineAsync();
        var chosen = id == "100" ? new string('x', 100) : id;

        Assert.Equal(2, await ResultAsync(run, 1, chosen));
        Assert.Equal(chosen, (await InstanceAsync(chosen)).InstanceId);
    }

    [Fact]
    public async Task Ids_that_differ_in_case_are_two_instances()
    {
        var run = Counting();
        await StartEngineAsync();

        Assert.Equal(2, await ResultAsync(run, 1, "id"));
        Assert.Equal(3, await ResultAsync(run, 2, "ID"));
        Assert.Equal(2, Completed<int>(await InstanceAsync("id")));
    }

    [Fact]
    public async Task What_was_accepted_is_there_after_a_restart_and_ends()
    {
        var echo = Registry.Activity("Echo", (int n) => n);
        var run = Registry.Orchestrator("steps", async (OrchestrationContext c, int n) =>
        {
            var sum = 0;
            for (var i = 0; i < 10; i++)
            {
                sum += await c.CallActivityAsync(echo, n);
            }

            return sum;
        });
        await StartEngineAsync();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => ScheduleAsync(run, i, $"i{i}")));

        await RestartEngineAsync();

        foreach (var i in Enumerable.Range(0, 50))
        {
            Assert.Equal(i * 10, Completed<int>(await EndOfAsync($"i{i}")));
        }
    }

    private OrchestratorDefinition<int, int> Counting() => Registry.Orchestrator("counting", (OrchestrationContext c, int n) =>
    {
        Interlocked.Increment(ref _runs);
        return Task.FromResult(n + 1);
    });
}
