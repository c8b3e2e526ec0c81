using Workflows.Domain.Client;
using Workflows.Domain.Tenancy;
using Workflows.Http.Budgets;

namespace Workflows.Http.Tests.Budgets;

public sealed class WaitingRunsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Every_run_that_is_noted_as_waiting_is_told_whatever_became_of_the_others()
    {
        var (shop, web) = (new RunOwner("carol", "shop"), new RunOwner("dave", "web"));
        await StartAsync(shop.Complete("ended"));
        await api.Engine.TerminateAsync(shop.Complete("ended"));
        await StartAsync(shop.Complete("run"));
        await StartAsync(web.Complete("run"));
        var budgets = new NotedBudgets((shop, shop.Complete("purged")), (shop, shop.Complete("ended")), (shop, shop.Complete("run")), (web, web.Complete("run")));

        await new WaitingRuns(api.Engine, _ => false).TellAllAsync(budgets, CancellationToken.None);

        foreach (var id in new[] { shop.Complete("run"), web.Complete("run") })
        {
            Assert.Equal("\"told\"", (await api.Engine.WaitForCompletionAsync(id))!.Output);
        }
    }

    private Task<StartResult> StartAsync(string id) =>
        api.Engine.ScheduleNewInstanceAsync(TestOrchestrators.WaitForRaise.Name, "\"x\"", new StartOptions { InstanceId = id });
}
