using System.Text;
using System.Text.Json;
using Workflows.Domain.Agents;
using Workflows.Domain.Client;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Serialization;
using Workflows.Domain.Workspaces;
using Workflows.Http.Product;

namespace Workflows.Http.Tests.Tasks;

/// <summary>A task is done again on a host that allows something else by now.</summary>
public sealed class TodaysLimitsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly ImplementTaskSettings Today = new()
    {
        MaxRounds = 9,
        TestCommand = "make today",
        Implementer = new AgentLimits { MaxTurns = 200, MaxTime = TimeSpan.FromMinutes(9) },
        Reviewer = new AgentLimits { MaxTurns = 2, MaxAttempts = 1 },
    };

    [Theory]
    [InlineData("/v1/runs/{runId}/{action}", false)]
    [InlineData("/runtime/webhooks/durabletask/instances/{instanceId}/restart", false)]
    [InlineData("/runtime/webhooks/durabletask/instances/{instanceId}/restart", true)]
    public async Task A_restart_takes_them_and_keeps_what_came_with_the_request(string pattern, bool sameId)
    {
        var input = new ImplementTaskInput(new TaskSource("/a"), new Delivery("", new())) { Given = new GivenOptions(TestCommand: "make mine"), ApprovePlan = true, Settings = new() { TestCommand = "make mine" } };
        var run = (await api.Engine.ScheduleNewInstanceAsync(ImplementTaskRuns.Definition, input)).InstanceId;
        await api.Engine.RaiseEventAsync(run, ScriptedTask.Go, "\"go\"");
        await api.Engine.WaitForCompletionAsync(run);

        var host = api.WithOptions(ApiFixture.Options with { Implement = ApiFixture.Options.Implement with { Settings = Today } });
        var route = host.Routes.Single(route => route.Pattern == pattern);
        var answer = await host.AnswerAsync(route, new ApiRequest
        {
            Method = "POST",
            BaseUrl = new Uri("http://127.0.0.1/"),
            Route = new Dictionary<string, string> { ["runId"] = run, ["instanceId"] = run, ["action"] = "restart" },
            Query = sameId ? new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { ["restartWithNewInstanceId"] = "false" } : [],
            Body = new MemoryStream(),
        }, CancellationToken.None);

        Assert.True(answer.Status == 202, Encoding.UTF8.GetString(answer.Body.Span));
        using var body = JsonDocument.Parse(answer.Body);
        var again = body.RootElement.GetProperty(body.RootElement.TryGetProperty("runId", out _) ? "runId" : "id").GetString()!;
        Assert.Equal(sameId, again == run);
        var restarted = JsonSerializer.Deserialize((await api.Engine.GetInstanceAsync(again))!.Input!, WorkflowJson.Default.ImplementTaskInput)!;
        Assert.Equal(input with { Settings = Today with { TestCommand = "make mine" } }, restarted with { Delivery = input.Delivery });
    }

    [Fact]
    public void A_run_of_which_nobody_knows_what_was_given_keeps_its_rounds_and_its_tests()
    {
        var known = new ImplementTaskInput(new TaskSource("/a"), new Delivery("", new())) { Settings = new() { MaxRounds = 2, TestCommand = "make old" } };

        Assert.Equal(Today with { MaxRounds = 2, TestCommand = "make old" }, Read(TodaysLimits.Restarted(Run(), Json(known), Today)).Settings);
    }

    [Fact]
    public void A_fork_takes_larger_limits_of_agents_and_nothing_else()
    {
        var known = new ImplementTaskInput(new TaskSource("/a"), new Delivery("", new())) { Settings = new() { Implementer = new() { MaxTurns = 3, MaxTime = TimeSpan.FromMinutes(1) } } };

        var forked = Read(TodaysLimits.Forked(Run(), Json(known), Today)).Settings;

        Assert.Equal(new AgentLimits { MaxTurns = 200, MaxTime = TimeSpan.FromMinutes(9) }, forked.Implementer);
        Assert.Equal(known.Settings with { Implementer = forked.Implementer }, forked);
        var same = Json(known with { Settings = forked });
        Assert.Same(same, TodaysLimits.Forked(Run(), same, Today));
    }

    private static string Json(ImplementTaskInput input) => JsonSerializer.Serialize(input, WorkflowJson.Default.ImplementTaskInput);

    private static ImplementTaskInput Read(string? json) => JsonSerializer.Deserialize(json!, WorkflowJson.Default.ImplementTaskInput)!;

    private static OrchestrationMetadata Run() => new()
    {
        InstanceId = "run-1",
        Name = ImplementTaskRuns.Definition.Name,
        RuntimeStatus = OrchestrationRuntimeStatus.Completed,
        CreatedAt = DateTimeOffset.UnixEpoch,
        LastUpdatedAt = DateTimeOffset.UnixEpoch,
    };
}
