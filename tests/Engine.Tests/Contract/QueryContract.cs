using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

public abstract class QueryContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    [Fact]
    public async Task Statuses_select()
    {
        await MixedAsync();

        Assert.Equal(["done-1", "done-2"], await IdsAsync(new OrchestrationQuery { Statuses = [OrchestrationRuntimeStatus.Completed] }));
        Assert.Equal(["bad", "ended"], await IdsAsync(new OrchestrationQuery { Statuses = [OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated] }));
        Assert.Equal(["paused"], await IdsAsync(new OrchestrationQuery { Statuses = [OrchestrationRuntimeStatus.Suspended] }));
        Assert.Equal(["waits"], await IdsAsync(new OrchestrationQuery { Statuses = [OrchestrationRuntimeStatus.Running] }));
    }

    [Fact]
    public async Task Names_and_prefixes_select_and_combine_with_statuses()
    {
        await MixedAsync();

        Assert.Equal(["ended", "paused", "waits"], await IdsAsync(new OrchestrationQuery { Name = "waiter" }));
        Assert.Equal(["done-1", "done-2"], await IdsAsync(new OrchestrationQuery { InstanceIdPrefix = "done-" }));
        Assert.Equal(["ended"], await IdsAsync(new OrchestrationQuery { Name = "waiter", Statuses = [OrchestrationRuntimeStatus.Terminated] }));
        Assert.Empty(await IdsAsync(new OrchestrationQuery { Name = "nobody" }));
    }

    [Theory]
    [InlineData("100%", "100%-a")]
    [InlineData("1_", "1_x")]
    [InlineData("[a", "[a]")]
    [InlineData("\u00e9", "\u00e9t\u00e9")]
    [InlineData("\ud83d\ude00", "\ud83d\ude00-smile")]
    public async Task A_prefix_is_taken_literally(string prefix, string expected)
    {
        var run = Quick();
        await StartEngineAsync();
        foreach (var id in new[] { "100%-a", "1001-b", "1_x", "12x", "[a]", "a", "\u00e9t\u00e9", "ete", "\ud83d\ude00-smile", "zz" })
        {
            await ResultAsync(run, 1, id);
        }

        Assert.Equal([expected], await IdsAsync(new OrchestrationQuery { InstanceIdPrefix = prefix }));
    }

    [Fact]
    public async Task A_time_window_includes_both_its_ends()
    {
        var run = Quick();
        await StartEngineAsync();
        var created = new List<DateTimeOffset>();
        for (var i = 0; i < 5; i++)
        {
            created.Add((await RunAsync(run, i, $"i{i}")).CreatedAt);
            await Task.Delay(5);
        }

        Assert.Equal(["i1", "i2", "i3"], await IdsAsync(new OrchestrationQuery { CreatedFrom = created[1], CreatedTo = created[3] }));
        Assert.Equal(["i3", "i4"], await IdsAsync(new OrchestrationQuery { CreatedFrom = created[3] }));
        Assert.Equal(["i0"], await IdsAsync(new OrchestrationQuery { CreatedTo = created[0] }));
    }

    [Fact]
    public async Task Labels_and_ids_are_searched_whatever_the_case_and_literally()
    {
        var labelled = Registry.Orchestrator("labelled", (OrchestrationContext c, Labelled input) =>
        {
            c.SetCustomStatus(new Titled("Orders API"));
            return Task.FromResult(1);
        });
        await StartEngineAsync();
        await ResultAsync(labelled, new Labelled("Nightly 100%"), "x-1");
        await ResultAsync(labelled, new Labelled(null), "x-2");
        await ResultAsync(labelled, new Labelled("other"), "NIGHT-shift");

        Assert.Equal(["NIGHT-shift", "x-1"], await IdsAsync(new OrchestrationQuery { Search = "night" }));
        Assert.Equal(["x-2"], await IdsAsync(new OrchestrationQuery { Search = "orders a" }));
        Assert.Equal(["x-1"], await IdsAsync(new OrchestrationQuery { Search = "100%", TopLevelOnly = true, Statuses = [OrchestrationRuntimeStatus.Completed] }));
        Assert.Empty(await IdsAsync(new OrchestrationQuery { Search = "%" + "x" }));
        Assert.Empty(await IdsAsync(new OrchestrationQuery { Search = "x_1" }));
        Assert.Equal(["x-1"], await IdsAsync(new OrchestrationQuery { Search = "nightly", InstanceIdPrefix = "x" }));
    }

    [Fact]
    public async Task What_changed_in_a_window_selects_with_and_without_ends()
    {
        var waiter = Registry.Orchestrator("waiter", (OrchestrationContext c, int n) => c.WaitForExternalEvent<int>("go"));
        await StartEngineAsync();
        foreach (var id in new[] { "first", "second", "third" })
        {
            await ScheduleAsync(waiter, 1, id);
        }

        var ends = new Dictionary<string, DateTimeOffset>();
        foreach (var id in new[] { "second", "first" })
        {
            await Task.Delay(5);
            await RaiseAsync(id, "go", 1);
            ends[id] = (await EndOfAsync(id)).LastUpdatedAt;
        }

        OrchestrationRuntimeStatus[] ended = [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed];
        Assert.Equal(["first", "second"], await IdsAsync(new OrchestrationQuery { Statuses = ended, UpdatedFrom = ends["second"] }));
        Assert.Equal(["first"], await IdsAsync(new OrchestrationQuery { Statuses = ended, UpdatedFrom = ends["first"] }));
        Assert.Equal(["second"], await IdsAsync(new OrchestrationQuery { Statuses = ended, UpdatedFrom = ends["second"], UpdatedTo = ends["second"] }));
        Assert.Equal(["first"], await IdsAsync(new OrchestrationQuery { UpdatedFrom = ends["first"] }));
        Assert.Equal(["second", "third"], await IdsAsync(new OrchestrationQuery { UpdatedTo = ends["second"] }));
        var page = await Client.QueryAsync(new OrchestrationQuery { Statuses = ended, UpdatedFrom = ends["second"], PageSize = 1 });
        Assert.Equal("second", page.Instances[0].InstanceId);
        Assert.Equal("first", (await Client.QueryAsync(new OrchestrationQuery { Statuses = ended, UpdatedFrom = ends["second"], PageSize = 1, ContinuationToken = page.ContinuationToken })).Instances[0].InstanceId);
    }

    [Fact]
    public async Task Several_statuses_are_one_list_page_by_page()
    {
        await MixedAsync();
        var all = await Client.QueryAsync(new OrchestrationQuery { Statuses = Enum.GetValues<OrchestrationRuntimeStatus>(), PageSize = 1000 });
        var seen = new List<string>();
        string? token = null;
        do
        {
            var page = await Client.QueryAsync(new OrchestrationQuery { Statuses = Enum.GetValues<OrchestrationRuntimeStatus>(), PageSize = 2, ContinuationToken = token });
            seen.AddRange(page.Instances.Select(instance => instance.InstanceId));
            token = page.ContinuationToken;
        }
        while (token is not null);

        Assert.Equal(all.Instances.Select(instance => instance.InstanceId), seen);
        Assert.Equal(6, seen.Distinct().Count());
    }

    [Fact]
    public async Task Pages_are_newest_first_whole_and_stable_while_others_come_and_go()
    {
        var run = Quick();
        await StartEngineAsync();
        for (var i = 0; i < 250; i++)
        {
            await ScheduleAsync(run, i, $"i{i:000}");
        }

        foreach (var i in Enumerable.Range(0, 250))
        {
            await EndOfAsync($"i{i:000}");
        }

        var seen = new List<string>();
        string? token = null;
        do
        {
            var page = await Client.QueryAsync(new OrchestrationQuery { PageSize = 40, ContinuationToken = token });
            Assert.InRange(page.Instances.Count, 1, 40);
            seen.AddRange(page.Instances.Select(i => i.InstanceId));
            token = page.ContinuationToken;
            await ResultAsync(run, 0, $"newcomer-{seen.Count}");
            await Client.PurgeAsync(page.Instances[0].InstanceId);
        }
        while (token is not null);

        Assert.Equal(Enumerable.Range(0, 250).Reverse().Select(i => $"i{i:000}"), seen);
    }

    [Fact]
    public async Task Payloads_come_only_when_they_are_asked_for()
    {
        var run = Registry.Orchestrator("loaded", (OrchestrationContext c, string input) =>
        {
            c.SetCustomStatus("status");
            return Task.FromResult("output");
        });
        await StartEngineAsync();
        await ResultAsync(run, "input", "x");

        var bare = Assert.Single((await Client.QueryAsync(new OrchestrationQuery())).Instances);
        var full = Assert.Single((await Client.QueryAsync(new OrchestrationQuery { FetchPayloads = true })).Instances);
        var bareInstance = await Client.GetInstanceAsync("x", fetchPayloads: false);

        Assert.Equal((null, null), (bare.Input, bare.Output));
        Assert.Equal(("\"input\"", "\"output\"", "\"status\""), (full.Input, full.Output, full.CustomStatus));
        Assert.Null(bareInstance!.Input);
        Assert.Null(bareInstance.Output);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(-1, null)]
    [InlineData(1001, null)]
    [InlineData(10, "this is no token")]
    public async Task A_wrong_page_size_or_token_is_refused(int pageSize, string? token)
    {
        await StartEngineAsync();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.QueryAsync(new OrchestrationQuery { PageSize = pageSize, ContinuationToken = token }));
    }

    private async Task MixedAsync()
    {
        var quick = Quick();
        var waiter = Registry.Orchestrator("waiter", (OrchestrationContext c, int n) => c.WaitForExternalEvent<int>("never"));
        var bad = Registry.Orchestrator("bad", (OrchestrationContext c, int n) => Task.FromException<int>(new IOException("no")));
        await StartEngineAsync();
        await ResultAsync(quick, 1, "done-1");
        await ResultAsync(quick, 2, "done-2");
        await RunAsync(bad, 1, "bad");
        foreach (var id in new[] { "waits", "paused", "ended" })
        {
            await ScheduleAsync(waiter, 1, id);
            await Eventually.TrueAsync(async () => (await InstanceAsync(id)).RuntimeStatus == OrchestrationRuntimeStatus.Running, Patience, "it runs");
        }

        await Client.SuspendAsync("paused");
        await Client.TerminateAsync("ended");
    }

    private OrchestratorDefinition<int, int> Quick() => Registry.Orchestrator("quick", (OrchestrationContext c, int n) => Task.FromResult(n));

    private async Task<IEnumerable<string>> IdsAsync(OrchestrationQuery query) =>
        (await Client.QueryAsync(query)).Instances.Select(i => i.InstanceId).Order(StringComparer.Ordinal);

    /// <summary>An input with a label.</summary>
    public sealed record Labelled(string? Label);

    /// <summary>A custom status with a title.</summary>
    public sealed record Titled(string Title);
}
