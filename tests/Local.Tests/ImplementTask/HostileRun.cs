using System.Text.Json;

namespace Workflows.Local.Tests.ImplementTask;

/// <summary>A run of a hostile model that is over.</summary>
/// <param name="Task">Its folder.</param>
/// <param name="Run">What the API tells of it.</param>
/// <param name="Report">Its <c>artifacts.json</c>.</param>
/// <param name="Questions">What its model was asked.</param>
/// <param name="Artifacts">The folder of its artifacts.</param>
internal sealed record HostileRun(TaskFolder Task, JsonElement Run, JsonElement Report, IReadOnlyList<AgentQuestion> Questions, string Artifacts)
{
    public string? Outcome => Report.TryGetProperty("outcome", out var outcome) ? outcome.GetString() : null;

    public string Reason => Report.TryGetProperty("reason", out var reason) ? reason.GetString()! : "";

    /// <summary>Whether each call of an agent's first turns was refused.</summary>
    public IReadOnlyList<bool> Refused(string agent) =>
        [.. Report.GetProperty("agents").EnumerateArray().Single(one => one.GetProperty("agent").GetString() == agent).GetProperty("calls").EnumerateArray().Select(call => call.GetProperty("refused").GetBoolean())];

    /// <summary>What the model was told of the calls of an agent's first turn.</summary>
    public IReadOnlyList<string> Told(string role) => Questions.First(question => question.Role == role && question.Turn == 2).Outputs;
}
