using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Workflows.Domain.Audit;

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
        var data = new Dictionary<string, string>
        {
            ["call"] = answer.TaskKey,
            ["round"] = Text(round),
            ["requested"] = Shortened(answer.Requested),
            ["model"] = Shortened(answer.Model),
            ["offline"] = answer.Offline ? "true" : "false",
            ["finishReason"] = Shortened(answer.FinishReason),
            ["attempts"] = Text(answer.Attempts),
            ["promptSha256"] = answer.PromptSha256,
            ["responseSha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(answer.Answer))),
            ["inputTokens"] = Text(answer.Usage.InputTokens),
            ["outputTokens"] = Text(answer.Usage.OutputTokens),
        };
        if (answer.Failover is { } failover)
        {
            data["failover"] = Shortened(failover);
        }

        if (answer.Usage.CostUsd is { } cost)
        {
            data["costUsd"] = cost.ToString(CultureInfo.InvariantCulture);
        }

        return new AuditNote(string.Create(CultureInfo.InvariantCulture, $"{Kind}/{answer.TaskKey}/{answer.AnsweredAt:O}"), runId, Kind, data);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Shortened(string text) => text.Length <= MostShown ? text : text[..MostShown] + "…";
}
