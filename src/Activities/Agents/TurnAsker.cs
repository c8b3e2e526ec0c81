using Microsoft.Extensions.Logging;
using Workflows.Activities.Budgets;
using Workflows.Activities.Models;
using Workflows.Domain.Agents;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Agents;

/// <summary>Gets a turn from the model of a role, or from the script where there is none. A real model that does not answer is never replaced.</summary>
internal sealed class TurnAsker(BudgetLedger ledger, IAgentScript script, TimeProvider time, ILogger<TurnAsker> logger)
{
    public const string Offline = "offline";

    private const int Shown = 1000;
    private const int ResponseShown = 300;

    /// <summary>The turn, or why there is none; and how long it took.</summary>
    public async Task<(TurnRecord? Turn, ChatFailure? Failure, double Seconds)> AskAsync(
        ModelChoice choice, AgentTurnInput input, Conversation conversation, ReadOnlyMemory<byte> tools, string promptSha256, CancellationToken cancellationToken)
    {
        var call = TurnHash.OfCall(input, promptSha256);
        var model = choice.Real?.Name ?? Offline;
        var fresh = conversation.Whole.Count > 0 ? string.Join('\n', conversation.Whole[^1].Outputs) : conversation.Prompt;
        AgentLog.Prompt(logger, input.RunId, input.Agent, input.Turn, model, conversation.Bytes, Beginning(fresh, Shown));
        var begun = time.GetTimestamp();
        var answer = choice.Real is { } real
            ? await RealAsync(real, input, call, new ChatMessages(conversation.Messages, tools), cancellationToken)
            : Scripted(choice, input, conversation);
        var seconds = Math.Round(time.GetElapsedTime(begun).TotalSeconds, 3);
        if (answer is ChatFailure failure)
        {
            AgentLog.Failed(logger, input.RunId, input.Agent, input.Turn, model, failure.Kind.ToString(), failure.Reason);
            return (null, failure, seconds);
        }

        var response = (ChatResponse)answer;
        IReadOnlyList<ChatToolCall> calls = tools.IsEmpty ? [] : response.ToolCalls;
        if (calls.Count == 0 && string.IsNullOrWhiteSpace(response.Text))
        {
            return (null, new ChatFailure(ChatFailureKind.Transient, "it called tools, and has none", response.Usage, response.Attempts) { IsUseless = true }, seconds);
        }

        AgentLog.Response(logger, input.RunId, input.Agent, input.Turn, response.Model, response.Text.Length, calls.Count, response.Usage.InputTokens,
            response.Usage.OutputTokens, response.Attempts, Beginning(response.Text, ResponseShown));
        return (new TurnRecord(
            call, promptSha256, input.Turn, input.Before, input.Results, conversation.CompactedTo, input.Role, model, response.Model, choice.Real is null,
            choice.Real is null ? choice.WhyNot ?? "no model is configured" : null, response.FinishReason, response.Attempts, response.Usage, response.Text,
            [.. calls.Take(AgentTurn.MostCalls).Select(wanted => new RecordedCall(wanted.Name, wanted.Arguments))], Math.Max(0, calls.Count - AgentTurn.MostCalls),
            seconds, time.GetUtcNow().UtcDateTime), null, seconds);
    }

    private async Task<ChatOutcome> RealAsync(IChatModel real, AgentTurnInput input, string call, ChatMessages messages, CancellationToken cancellationToken)
    {
        await ledger.SettleLostAsync(input.RunId, call, cancellationToken);
        return await real.CompleteAsync(
            new ChatRequest("", default, AnswerKeys.Again(call, input.Useless)) { RunId = input.RunId, Call = call, MaxOutputTokens = input.MaxAnswerTokens, Conversation = messages }, cancellationToken);
    }

    private ChatResponse Scripted(ModelChoice choice, AgentTurnInput input, Conversation conversation)
    {
        if (input.Turn == 1)
        {
            if (choice.Wanted)
            {
                AgentLog.Failover(logger, input.RunId, input.Agent, choice.WhyNot ?? "");
            }
            else
            {
                AgentLog.Offline(logger, input.RunId, input.Agent, choice.WhyNot ?? "");
            }
        }

        var turn = script.Next(new ScriptedConversation(
            input.Role, input.Round, conversation.Instructions, conversation.Prompt, [.. conversation.Whole.Select(Scripted)]));
        return new ChatResponse(turn.Text, Offline, turn.Calls.Count > 0 ? "tool_calls" : "stop", ModelUsage.None)
        {
            ToolCalls = [.. turn.Calls.Select(call => new ChatToolCall(call.Tool, call.Arguments))],
        };
    }

    private static ScriptedExchange Scripted(Exchange exchange) => new(
        new ScriptedTurn(exchange.Text, [.. exchange.Calls.Select(call => new ScriptedCall(call.Tool, call.Arguments))]), exchange.Outputs);

    private static string Beginning(string text, int length) => text.Length <= length ? text : text[..length];
}
