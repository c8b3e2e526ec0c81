using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Workflows.Domain.Agents;

namespace Workflows.Activities.Agents;

/// <summary>What tells questions apart. Each hash is made from the one of the turn before, so that it costs the same however long the conversation is.</summary>
internal static class TurnHash
{
    /// <summary>Hash of the conversation that a turn is asked with.</summary>
    /// <param name="input">The turn.</param>
    /// <param name="last">The turn before; null for the first.</param>
    /// <param name="tools">The tools as the model is told of them.</param>
    /// <param name="compactedTo">The last turn that is told in short only.</param>
    public static string OfPrompt(AgentTurnInput input, TurnRecord? last, ReadOnlySpan<byte> tools, int compactedTo)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(tools);
        Append(hash, input.Role, input.Instructions.Sha256, input.Prompt.Sha256, Text(input.Turn), Text(compactedTo));
        if (last is not null)
        {
            Append(hash, last.PromptSha256, last.Text, Text(last.Calls.Count), Text(last.CallsLeftOut));
            foreach (var call in last.Calls)
            {
                Append(hash, call.Tool, call.Arguments);
            }

            foreach (var result in input.Results)
            {
                Append(hash, result.Output.Sha256);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Names a question: the same for every delivery, and for every part of the agent's work; another one in another run, or when the run begins anew.</summary>
    public static string OfCall(AgentTurnInput input, string promptSha256)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, input.RunId, input.Agent, input.BegunAt.ToString("O", CultureInfo.InvariantCulture), promptSha256);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    // With their lengths, so that no two lists of texts are the same bytes.
    private static void Append(IncrementalHash hash, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
    }
}
