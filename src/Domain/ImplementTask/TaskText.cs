using System.Globalization;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Texts;
using Workflows.Domain.Workspaces;

namespace Workflows.Domain.ImplementTask;

/// <summary>How a run speaks of what came of its steps.</summary>
internal static class TaskText
{
    private const int MostTests = 5;

    /// <summary>A verdict: <c>FAIL CONTINUE</c>, with the reason where the loop did not go by the review.</summary>
    public static string Of(Verdict verdict) =>
        (verdict.Passed ? "PASS" : verdict.Continue ? "FAIL CONTINUE" : "FAIL SKIP") + (verdict.Overruled is { } reason ? $" ({reason.TrimEnd('.')})" : "");

    /// <summary>The loop's own run of the tests, as a sentence.</summary>
    public static string Of(TestsReport? tests) => tests switch
    {
        null => "No command runs the tests.",
        { Ran: false } => $"The tests could not be run: {tests.Reason?.TrimEnd('.')}.",
        { Passed: true } => $"'{tests.Command}' passes ({tests.Isolation}).",
        { Failing.Count: > 0 } => $"'{tests.Command}' fails: {string.Join(", ", tests.Failing.Take(MostTests))}{(tests.Failing.Count > MostTests ? ", …" : "")} ({tests.Isolation}).",
        _ => $"'{tests.Command}' fails: {tests.Reason?.TrimEnd('.')} ({tests.Isolation}).",
    };

    /// <summary>Files and lines of a difference: <c>3 files, +40 -2 lines</c>.</summary>
    public static string Of(WorkspaceDiff diff) => string.Create(
        CultureInfo.InvariantCulture, $"{Counted.Of(diff.FileCount, "file")}, +{diff.Files.Sum(file => (long)file.Added)} -{diff.Files.Sum(file => (long)file.Removed)} lines");

    /// <summary>Tokens and money, where there are any.</summary>
    public static string Of(ModelUsage usage) =>
        string.Create(CultureInfo.InvariantCulture, $"{usage.InputTokens} tokens of prompts and {usage.OutputTokens} of answers")
        + (usage.CostUsd is { } cost ? string.Create(CultureInfo.InvariantCulture, $", for {cost:0.00####} usd") : "");
}
