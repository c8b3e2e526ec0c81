using System.Text.Json;
using Workflows.Activities.Agents;
using Workflows.Activities.Tests.Models;
using Workflows.Domain.Agents;

namespace Workflows.Activities.Tests.Agents;

public sealed class ConversationTests
{
    /// <summary>What is kept in memory from turn to turn, and what a new process builds from the records, is sent as the same bytes.</summary>
    [Theory]
    [InlineData("240000")]
    [InlineData("4000")]
    public async Task A_conversation_is_the_same_whether_it_is_remembered_or_built_anew(string most)
    {
        await using var server = await ModelServer.StartAsync(Behaviour.CallsTools("Привет", ("fs_read", "{}"), ("fs_write", """{"path":"b"}""")));
        await using var host = new AgentHost(server, null, ("ORCH_CONTEXT_MAX_CHARS", most));
        for (var turn = 1; turn <= 25; turn++)
        {
            await host.TurnAsync(new string('a', 40 * turn), "second");
        }

        var input = host.Input;
        var remembered = await host.AskAsync(input);
        File.Delete(Directory.EnumerateFiles(host.Root, "turn-0026.json", SearchOption.AllDirectories).Single());
        await host.RestartAsync();
        var built = await host.AskAsync(input);

        Assert.Equal(remembered.CompactedTo, built.CompactedTo);
        Assert.Equal(most == "4000", built.CompactedTo > 0);
        Assert.Equal(server.Calls[^2], server.Calls[^1]);
    }

    [Fact]
    public async Task A_long_conversation_is_told_in_short_by_its_oldest_turns_and_stays_below_the_limit()
    {
        const int Most = 20_000;
        await using var server = await ModelServer.StartAsync(Behaviour.CallsTools("Looking.", ("fs_read", "{}")));
        await using var host = new AgentHost(server, null, ("ORCH_CONTEXT_MAX_CHARS", $"{Most}"));
        var compacted = new List<int>();
        for (var turn = 1; turn <= 60; turn++)
        {
            compacted.Add((await host.TurnAsync(new string('o', 1000) + turn)).CompactedTo);
        }

        Assert.All(server.Calls, call => Assert.InRange(call.Body.Length, 1, Most + 3000));
        Assert.Equal(compacted.Order(), compacted);
        Assert.InRange(compacted.Distinct().Count(), 3, 12);
        using var last = JsonDocument.Parse(server.Calls[^1].Body);
        var messages = last.RootElement.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("content").GetString()!).ToList();
        Assert.Equal("You write code.", messages[0]);
        Assert.StartsWith("Write a greeter.\n\n---\n", messages[1], StringComparison.Ordinal);
        Assert.Contains($"your turns 1 to {compacted[^1]} are left out", messages[1], StringComparison.Ordinal);
        Assert.Contains("- turn 1: fs_read made in turn 1\n", messages[1], StringComparison.Ordinal);
        Assert.Contains("o59\n", messages[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task However_long_an_agent_works_its_conversation_does_not_grow()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.CallsTools("", ("fs_read", "{}")));
        await using var host = new AgentHost(server, null, ("ORCH_CONTEXT_MAX_CHARS", "6000"));
        for (var turn = 1; turn <= 160; turn++)
        {
            await host.TurnAsync(new string('o', 300));
        }

        Assert.InRange(server.Calls[^1].Body.Length, 1, 12_000);
        Assert.DoesNotContain("- turn 2:", server.Calls[^1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_sees_all_that_it_said_and_what_the_tools_answered()
    {
        var script = new Counting();
        await using var host = new AgentHost(null, script, ("ORCH_CONTEXT_MAX_CHARS", "4000"));
        for (var turn = 1; turn <= 5; turn++)
        {
            await host.TurnAsync(new string('o', 3000) + turn);
        }

        var last = await host.TurnAsync();

        Assert.Equal("seen 5: implementer, round 1, You write code., Write a greeter., ooo1", await host.ReadAsync(last.Model.Response!));
    }

    [Fact]
    public void Half_of_the_limit_is_left_after_turns_were_told_in_short()
    {
        var conversation = new Conversation("system", "prompt");
        for (var turn = 1; turn <= 10; turn++)
        {
            conversation.Add(new Exchange(turn, "", [new RecordedCall("fs_read", "{}")], 0, [], [new string('x', 1000)]));
        }

        var size = (int)conversation.Bytes;
        Assert.Equal(0, Compaction.Next(conversation, size));
        conversation.CompactTo(Compaction.Next(conversation, size - 1));
        Assert.InRange(conversation.CompactedTo, 5, 6);
        Assert.Equal(9, Compaction.Next(conversation, 100));
    }

    [Theory]
    [InlineData("many")]
    [InlineData("3999")]
    [InlineData("-1")]
    public void A_wrong_limit_names_itself(string value) => Assert.Contains(
        $"ORCH_CONTEXT_MAX_CHARS is '{value}'",
        Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => new AgentHost(null, null, ("ORCH_CONTEXT_MAX_CHARS", value))).Message, StringComparison.Ordinal);

    private sealed class Counting : IAgentScript
    {
        public ScriptedTurn Next(ScriptedConversation conversation) => conversation.Turns.Count < 5
            ? new ScriptedTurn("more", [new ScriptedCall("fs_read", $"{{\"n\":{conversation.Turns.Count}}}")])
            : new ScriptedTurn(
                $"seen {conversation.Turns.Count}: {conversation.Role}, round {conversation.Round}, {conversation.Instructions}, {conversation.Prompt}, {conversation.Turns[0].Outputs[0][^4..]}", []);
    }
}
