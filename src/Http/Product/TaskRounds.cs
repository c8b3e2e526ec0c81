using System.Globalization;
using System.Text.Json;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Serialization;
using Workflows.Domain.Workspaces;
using Workflows.Http.Contracts;
using Workflows.Http.Timelines;

namespace Workflows.Http.Product;

/// <summary>The rounds of a task that goes on, or failed: its result does not tell of them yet, its history does.</summary>
internal static class TaskRounds
{
    private const string PatchPrefix = "reports/diff_round_";
    private const string PatchSuffix = ".patch";

    // The activity that takes the verdict out of a review.
    private const string ReadVerdict = "ReadVerdict";

    public static IReadOnlyList<RunRound> Of(ApiRequest request, IReadOnlyList<StepInProgress> steps)
    {
        var parts = new SortedDictionary<int, Parts>();
        foreach (var step in steps.Where(step => step is { Kind: StepInProgress.Activity, EndedAt: not null, Failure: null }))
        {
            if (step.Name == WorkspaceActivities.DiffWorkspace.Name && PatchOf(step.Input) is { } round && Read<WorkspaceDiff>(step.Result) is { } diff)
            {
                parts[round] = parts.GetValueOrDefault(round, Parts.None) with { Diff = diff };
            }
            else if (step.Name == WorkspaceActivities.RunTests.Name && RoundOf(step.Input) is { } tested && Read<TestsReport>(step.Result) is { } tests)
            {
                parts[tested] = parts.GetValueOrDefault(tested, Parts.None) with { Tests = tests };
            }
            else if (step.Name == ReadVerdict && RoundOf(step.Input) is { } reviewed && VerdictOf(step.Result) is { } verdict)
            {
                parts[reviewed] = parts.GetValueOrDefault(reviewed, Parts.None) with { Verdict = verdict };
            }
        }

        return [.. parts.Select(round => TaskView.Round(request, round.Key, round.Value.Diff, round.Value.Tests, round.Value.Verdict))];
    }

    private static int? PatchOf(string? input) =>
        Member(input, "name") is { ValueKind: JsonValueKind.String } name && name.GetString() is { } text
        && text.StartsWith(PatchPrefix, StringComparison.Ordinal) && text.EndsWith(PatchSuffix, StringComparison.Ordinal)
        && int.TryParse(text.AsSpan(PatchPrefix.Length, text.Length - PatchPrefix.Length - PatchSuffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var round)
            ? round : null;

    private static int? RoundOf(string? input) =>
        Member(input, "round") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var round) ? round : null;

    private static Verdict? VerdictOf(string? result) =>
        Member(result, "verdict") is { ValueKind: JsonValueKind.Object } verdict ? Read<Verdict>(verdict.GetRawText()) : null;

    private static JsonElement? Member(string? json, string name) =>
        JsonText.Element(json) is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var member) ? member : null;

    private static T? Read<T>(string? json) where T : class =>
        RunView.Read(json, (System.Text.Json.Serialization.Metadata.JsonTypeInfo<T>)WorkflowJson.Default.GetTypeInfo(typeof(T))!);

    private sealed record Parts(WorkspaceDiff? Diff, TestsReport? Tests, Verdict? Verdict)
    {
        public static Parts None { get; } = new(null, null, null);
    }
}
