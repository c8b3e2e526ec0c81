using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Logging;
using Workflows.Domain.Agents;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Serialization;

namespace Workflows.Activities.Agents;

/// <summary>Keeps the turns of agents so that none is paid for twice: in the artifact store, and in memory while the store takes nothing.</summary>
internal sealed class TurnStore(IArtifactStore artifacts, ILogger<TurnStore> logger)
{
    /// <summary>Longest arguments that travel with the call, in characters; longer ones are an artifact.</summary>
    private const int LongestInline = 4000;

    /// <summary>Most bytes that the arguments of a turn have together in history, whose JSON takes six for some characters.</summary>
    private const int MostInline = 64 * 1024;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private static readonly AgentJson _json = new(new JsonSerializerOptions(AgentJson.Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });

    // Turns whose write failed; the retry of the activity finds them here. They are as many as there are agents at that very step.
    private readonly ConcurrentDictionary<string, TurnRecord> _unstored = new(StringComparer.Ordinal);

    /// <summary>The record of a turn, or null when there is none that can be read.</summary>
    public async Task<TurnRecord?> FindAsync(string runId, string agent, int turn, CancellationToken cancellationToken)
    {
        var name = NameOf(agent, turn) + ".json";
        if (_unstored.TryGetValue(Key(runId, name), out var kept))
        {
            return kept;
        }

        // Somebody may have edited it; it is as good as none then.
        return await artifacts.ReadAsync(runId, name, cancellationToken) is { } bytes ? Parse(bytes) : null;
    }

    /// <summary>The record that a reference points at.</summary>
    /// <exception cref="InvalidOperationException">It is gone, or another one.</exception>
    public async Task<TurnRecord> ReadAsync(ArtifactRef record, CancellationToken cancellationToken) =>
        Parse(await artifacts.ReadVerifiedAsync(record, cancellationToken))
        ?? throw new InvalidOperationException($"The artifact '{record.Name}' of run '{record.RunId}' is no record of a turn. Start the run again.");

    /// <summary>Stores a turn: first the record, then what is made from it; any of it may stand there already.</summary>
    public async Task<(ArtifactRef Record, ArtifactRef? Answer, IReadOnlyList<ToolCall> Calls)> StoreAsync(string runId, string agent, TurnRecord turn)
    {
        // A host that shuts down must not lose what was paid for.
        using var patience = new CancellationTokenSource(_patience);
        var name = NameOf(agent, turn.Turn);
        var key = Key(runId, name + ".json");
        _unstored[key] = turn;
        ArtifactRef record;
        try
        {
            record = await artifacts.WriteAsync(runId, name + ".json", JsonSerializer.SerializeToUtf8Bytes(turn, _json.TurnRecord), "application/json", patience.Token);
        }
        catch (Exception failure)
        {
            AgentLog.NotStored(logger, runId, agent, turn.Turn, failure.Message);
            throw;
        }

        _unstored.TryRemove(key, out _);
        var calls = new List<ToolCall>(turn.Calls.Count);
        var room = MostInline;
        foreach (var (index, call) in turn.Calls.Index())
        {
            var taken = call.Arguments.Length <= LongestInline ? JsonSerializer.SerializeToUtf8Bytes(call.Arguments, WorkflowJson.Default.String).Length : int.MaxValue;
            var fits = taken <= room;
            room -= fits ? taken : 0;
            calls.Add(fits ? new ToolCall(index + 1, call.Tool, call.Arguments, null) : await StoredAsync(runId, name, index + 1, call, patience.Token));
        }

        var answer = calls.Count > 0
            ? null
            : await artifacts.WriteAsync(runId, name + ".md", Encoding.UTF8.GetBytes(turn.Text), "text/markdown", patience.Token);
        return (record, answer, calls);
    }

    private async Task<ToolCall> StoredAsync(string runId, string name, int index, RecordedCall call, CancellationToken cancellationToken)
    {
        var stored = await artifacts.WriteAsync(
            runId, string.Create(CultureInfo.InvariantCulture, $"{name}.call-{index}.json"), Encoding.UTF8.GetBytes(call.Arguments), "application/json", cancellationToken);
        return new ToolCall(index, call.Tool, null, stored);
    }

    private static TurnRecord? Parse(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, _json.TurnRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string NameOf(string agent, int turn) => string.Create(CultureInfo.InvariantCulture, $"agents/{agent}/turn-{turn:0000}");

    private static string Key(string runId, string name) => $"{runId}/{name}";
}
