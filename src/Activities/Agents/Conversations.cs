using System.Text;
using Workflows.Domain.Agents;
using Workflows.Domain.Artifacts;

namespace Workflows.Activities.Agents;

/// <summary>
/// The conversations of the agents that are at work: kept in memory from turn to turn, so that a late turn costs what an early one does, and
/// built anew from the records after a restart, or when too many agents work at once.
/// </summary>
internal sealed class Conversations(IArtifactStore artifacts, TurnStore turns)
{
    private const int MostKept = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, Conversation Conversation)>> _kept = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, Conversation Conversation)> _byUse = new();

    /// <summary>The conversation that a turn goes on with. Nobody else has it until it is kept again.</summary>
    public async Task<Conversation> TakeAsync(AgentTurnInput input, CancellationToken cancellationToken)
    {
        if (Take(Key(input)) is { } kept && kept.LastRef == input.Before && kept.CompactedTo >= input.CompactedTo && input.Before is not null)
        {
            if (kept.Given is null)
            {
                kept.Give(input.Results, await OutputsAsync(input.Results, cancellationToken));
                return kept;
            }

            if (kept.Given.Select(result => result.Output).SequenceEqual(input.Results.Select(result => result.Output)))
            {
                return kept;
            }
        }

        return await BuildAsync(input, cancellationToken);
    }

    /// <summary>Keeps a conversation for the next turn.</summary>
    public void Keep(AgentTurnInput input, Conversation conversation)
    {
        lock (_lock)
        {
            Remove(Key(input));
            _kept[Key(input)] = _byUse.AddLast((Key(input), conversation));
            if (_kept.Count > MostKept)
            {
                Remove(_byUse.First!.Value.Key);
            }
        }
    }

    private async Task<Conversation> BuildAsync(AgentTurnInput input, CancellationToken cancellationToken)
    {
        var conversation = new Conversation(await TextAsync(input.Instructions, cancellationToken), await TextAsync(input.Prompt, cancellationToken));
        var records = await RecordsAsync(input, cancellationToken);
        for (var index = 0; index < records.Count; index++)
        {
            var (record, stored) = records[index];
            var results = index + 1 < records.Count ? records[index + 1].Record.Results : input.Results;
            if (record.Turn <= input.CompactedTo)
            {
                conversation.AddLines(Exchange.LinesOf(record.Turn, results));
                continue;
            }

            conversation.Answered(record, stored);
            conversation.Give(results, await OutputsAsync(results, cancellationToken));
        }

        if (input.CompactedTo > 0)
        {
            conversation.CompactTo(input.CompactedTo);
        }

        return conversation;
    }

    // From the last one back, as far as anything of a turn is shown; in the order of the turns.
    private async Task<List<(TurnRecord Record, ArtifactRef Stored)>> RecordsAsync(AgentTurnInput input, CancellationToken cancellationToken)
    {
        var records = new List<(TurnRecord, ArtifactRef)>();
        var lines = 0;
        var results = input.Results;
        for (var at = input.Before; at is not null && lines < Conversation.MostLines;)
        {
            var record = await turns.ReadAsync(at, cancellationToken);
            lines += record.Turn <= input.CompactedTo ? results.Count : 0;
            records.Add((record, at));
            (results, at) = (record.Results, record.Before);
        }

        records.Reverse();
        return records;
    }

    private async Task<IReadOnlyList<string>> OutputsAsync(IReadOnlyList<ToolResult> results, CancellationToken cancellationToken)
    {
        var outputs = new List<string>(results.Count);
        foreach (var result in results)
        {
            outputs.Add(await TextAsync(result.Output, cancellationToken));
        }

        return outputs;
    }

    private async Task<string> TextAsync(ArtifactRef artifact, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString(await artifacts.ReadVerifiedAsync(artifact, cancellationToken));

    private Conversation? Take(string key)
    {
        lock (_lock)
        {
            return Remove(key);
        }
    }

    private Conversation? Remove(string key)
    {
        if (!_kept.Remove(key, out var node))
        {
            return null;
        }

        _byUse.Remove(node);
        return node.Value.Conversation;
    }

    private static string Key(AgentTurnInput input) => $"{input.RunId}/{input.Agent}";
}
