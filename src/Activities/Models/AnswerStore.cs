using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Logging;
using Workflows.Domain.Artifacts;

namespace Workflows.Activities.Models;

/// <summary>Keeps answers so that none is paid for twice: in the artifact store, and in memory while the store takes nothing.</summary>
internal sealed class AnswerStore(IArtifactStore artifacts, ILogger<AnswerStore> logger)
{
    private static readonly TimeSpan StorePatience = TimeSpan.FromSeconds(60);
    private static readonly ModelJson Json = new(new JsonSerializerOptions(ModelJson.Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });

    // Answers whose write failed; the retry of the activity finds them here. They are as many as there are runs at that very step.
    private readonly ConcurrentDictionary<string, AnswerRecord> _unstored = new(StringComparer.Ordinal);

    /// <summary>The answer of a round, or null when there is none that can be read.</summary>
    public async Task<AnswerRecord?> FindAsync(string runId, int round, CancellationToken cancellationToken)
    {
        if (_unstored.TryGetValue(RecordName(runId, round), out var kept))
        {
            return kept;
        }

        if (await artifacts.ReadAsync(runId, RecordName(round), cancellationToken) is not { } bytes)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(bytes, Json.AnswerRecord);
        }
        catch (JsonException)
        {
            // Not of our making: somebody edited it. It is as good as none.
            return null;
        }
    }

    /// <summary>Stores the answer, first the record and then the readable copy; either may stand there already.</summary>
    public async Task<ArtifactRef> StoreAsync(string runId, int round, AnswerRecord answer)
    {
        // A host that shuts down must not lose what was paid for.
        using var patience = new CancellationTokenSource(StorePatience);
        var key = RecordName(runId, round);
        _unstored[key] = answer;
        try
        {
            await artifacts.WriteAsync(runId, RecordName(round), JsonSerializer.SerializeToUtf8Bytes(answer, Json.AnswerRecord), "application/json", patience.Token);
        }
        catch (Exception failure)
        {
            ModelLog.NotStored(logger, runId, round, failure.Message);
            throw;
        }

        _unstored.TryRemove(key, out _);
        return await artifacts.WriteAsync(runId, $"responses/round-{round}.md", Encoding.UTF8.GetBytes(answer.Answer), "text/markdown", patience.Token);
    }

    private static string RecordName(int round) => $"responses/round-{round}.json";

    private static string RecordName(string runId, int round) => $"{runId}/{RecordName(round)}";
}
