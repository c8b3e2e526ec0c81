using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Activities.Tests.Models;
using Workflows.Domain.Forks;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Tests.Agents;

/// <summary>Agents of a forked run: the turns before the fork are the other run's, and what is different holds from the fork's turn on.</summary>
public sealed class ForkedTurnTests
{
    private const string Fork = "alice~shop~run-2";

    [Fact]
    public async Task A_fork_in_the_midst_of_an_agent_goes_on_with_the_other_runs_turns_and_with_its_own_prompt_and_model()
    {
        await using var server = await ModelServer.StartAsync(
            Behaviour.CallsTools("Looking.", ("fs_read", "{}")), Behaviour.Streams("Done."),
            Behaviour.CallsTools("Again.", ("fs_read", "{}")), Behaviour.Streams("Done otherwise."));
        await using var host = new AgentHost(server);
        await host.TurnAsync("what the file says");
        var forkedAt = host.Input;
        await host.TurnAsync();
        await WriteAsync(host, new ForkOverlay(AgentHost.RunId, "implementer-1/AskAgent#2", "ada", DateTime.UnixEpoch)
        {
            Question = new ForkQuestion("AskAgent", 1, "implementer-1", 2),
            Prompt = "Write a poem.",
            Model = "chosen-1",
        });

        host.Input = forkedAt with { RunId = Fork };
        await host.TurnAsync("more of it");
        var end = await host.TurnAsync();

        Assert.Equal("Done otherwise.", await host.ReadAsync(end.Model.Response!));
        Assert.All(server.Calls.Skip(2), call => Assert.Equal("chosen-1", JsonDocument.Parse(call.Body).RootElement.GetProperty("model").GetString()));
        Assert.All(server.Calls.Skip(2), call => Assert.Contains("Write a poem.", call.Body, StringComparison.Ordinal));
        Assert.All(server.Calls.Skip(2), call => Assert.Contains("what the file says", call.Body, StringComparison.Ordinal));
        Assert.DoesNotContain("Write a poem.", server.Calls[1].Body, StringComparison.Ordinal);
        Assert.Equal(Fork, end.Record!.RunId);
    }

    [Fact]
    public async Task A_given_answer_ends_the_agents_work_and_costs_nothing()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.CallsTools("Looking.", ("fs_read", "{}")));
        await using var host = new AgentHost(server);
        await host.TurnAsync("what the file says");
        await WriteAsync(host, new ForkOverlay(AgentHost.RunId, "implementer-1/AskAgent#2", "ada", DateTime.UnixEpoch)
        {
            Question = new ForkQuestion("AskAgent", 1, "implementer-1", 2),
            Answer = "I did it by hand.",
        });

        var turn = await host.AskAsync(host.Input with { RunId = Fork });

        Assert.Empty(turn.Calls);
        Assert.Equal("I did it by hand.", await host.ReadAsync(turn.Model.Response!));
        Assert.Equal(("given by ada", false, ModelUsage.None), (turn.Model.Model, turn.Model.Offline, turn.Model.Usage));
        Assert.Single(server.Calls);
    }

    private static Task WriteAsync(AgentHost host, ForkOverlay overlay) => host.Services.GetRequiredService<IForkOverlays>().WriteAsync(Fork, overlay, default);
}
