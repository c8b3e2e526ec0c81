using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Workflows.Activities.Agents;
using Workflows.Domain.Audit;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Models;

/// <summary>What the audit log is told of an answer: who gave it, to what, and what it cost. Prompt and answer stand there as hashes.</summary>
internal static class ModelCallNote
{
    private const string Kind = "model-call";
    private const int MostShown = 300;

    /// <summary>
    /// The note of a stored answer. Its key is the call's that was answered, and not that of a step which found the answer: however often
    /// it is taken, one call is recorded.
    /// </summary>
    public static AuditNote Of(string runId, int round, AnswerRecord answer)
    {
        var data = Facts(
            answer.TaskKey, round, answer.Requested, answer.Model, answer.Offline, answer.Failover, answer.FinishReason, answer.Attempts, answer.PromptSha256,
            answer.Answer, answer.Usage);
        GivenBy(data, answer.GivenBy);
        return Note(runId, answer.TaskKey, answer.AnsweredAt, data);
    }

    /// <summary>The note of a turn of an agent. Its key is the question's, so that a turn is recorded once.</summary>
    public static AuditNote Of(string runId, string agent, int round, TurnRecord turn)
    {
        var said = string.Join('\n', turn.Calls.Select(call => $"{call.Tool} {call.Arguments}").Prepend(turn.Text));
        var data = Facts(
            turn.Call, round, turn.Requested, turn.Model, turn.Offline, turn.Failover, turn.FinishReason, turn.Attempts, turn.PromptSha256, said, turn.Usage);
        data["agent"] = Shortened(agent);
        data["turn"] = Text(turn.Turn);
        data["toolCalls"] = Text(turn.Calls.Count);
        GivenBy(data, turn.GivenBy);
        return Note(runId, turn.Call, turn.AnsweredAt, data);
    }

    private static void GivenBy(Dictionary<string, string> data, string? person)
    {
        if (person is not null)
        {
            data["givenBy"] = Shortened(person);
        }
    }

    private static AuditNote Note(string runId, string call, DateTime? answeredAt, Dictionary<string, string> data) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{Kind}/{call}/{answeredAt:O}"), runId, Kind, data);

    private static Dictionary<string, string> Facts(
        string call, int round, string requested, string model, bool offline, string? failover, string finishReason, int attempts, string promptSha256, string answer,
        ModelUsage usage)
    {
        var data = new Dictionary<string, string>
        {
            ["call"] = call,
            ["round"] = Text(round),
            ["requested"] = Shortened(requested),
            ["model"] = Shortened(model),
            ["offline"] = offline ? "true" : "false",
            ["finishReason"] = Shortened(finishReason),
            ["attempts"] = Text(attempts),
            ["promptSha256"] = promptSha256,
            ["responseSha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(answer))),
            ["inputTokens"] = Text(usage.InputTokens),
            ["outputTokens"] = Text(usage.OutputTokens),
        };
        if (failover is not null)
        {
            data["failover"] = Shortened(failover);
        }

        if (usage.CostUsd is { } cost)
        {
            data["costUsd"] = cost.ToString(CultureInfo.InvariantCulture);
        }

        return data;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Shortened(string text) => text.Length <= MostShown ? text : text[..MostShown] + "…";
}
