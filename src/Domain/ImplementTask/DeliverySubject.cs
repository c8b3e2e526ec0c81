using System.Globalization;
using System.Text;
using Workflows.Domain.Gates;
using Workflows.Domain.Texts;

namespace Workflows.Domain.ImplementTask;

/// <summary>What people are shown before they decide on a change, and what its commit says.</summary>
internal static class DeliverySubject
{
    private const int MostFiles = 20;

    /// <summary>Work that passed.</summary>
    public static GateSubject Of(TaskRun run, TaskWork work, DocumentedWork documented)
    {
        var summary = new StringBuilder(Rounds(work))
            .Append(CultureInfo.InvariantCulture, $"\n{TaskText.Of(work.Tests)}")
            .Append(CultureInfo.InvariantCulture, $"\nCode: {TaskText.Of(work.Diff)}{Names(work.Diff.Files.Select(file => file.Path), work.Diff.FileCount)}");
        if (work.Diff.RedFlagCount > 0)
        {
            summary.Append(CultureInfo.InvariantCulture, $"\nRed flags in the working code: {work.Diff.RedFlagCount}.");
        }

        if (documented.Stop is { } stop)
        {
            summary.Append(CultureInfo.InvariantCulture, $"\nNothing is documented. {stop.Reason}");
        }

        return new GateSubject($"Change for {run.Task.Title}", summary.ToString(), Items(run, work, documented));
    }

    /// <summary>Documents alone, of work that did not pass.</summary>
    public static GateSubject OfDocuments(TaskRun run, TaskWork work, DocumentedWork documented, TaskStop stop) => new(
        $"Documents for {run.Task.Title}",
        $"{Rounds(work)}\n{stop.Reason}\nThe code is not committed; the reviewer asked for these documents all the same: {TaskText.Of(documented.Diff!)}.",
        [new GateItem("Documents", documented.Diff!.Patch), new GateItem("Review", work.Review!)]);

    /// <summary>The message of the commit.</summary>
    public static string Message(TaskRun run, TaskWork work, ImplementTaskOutcome outcome, GateOutcome approval) =>
        $"""
        {Title(run.Task.Title, outcome)}

        Run: {run.Context.InstanceId}
        Models: {string.Join(", ", run.Agents.Roles.Where(role => role.Model is not null).Select(role => $"{role.Role} {role.Model}"))}
        Results: {TaskText.Of(work.Tests)}
        Approved by: {approval.By} ({string.Join(", ", approval.Decisions.Select(decision => decision.Channel).Distinct())})
        """ + (approval.Text is { } text ? $"\nWith: {text}" : "");

    private static string Title(string task, ImplementTaskOutcome outcome) => outcome == ImplementTaskOutcome.Passed ? task : $"Document: {task}";

    private static string Rounds(TaskWork work) =>
        $"{Counted.Of(work.Round, "round")}; the last verdict is {(work.Verdict is { } verdict ? TaskText.Of(verdict) : "missing")}.";

    private static List<GateItem> Items(TaskRun run, TaskWork work, DocumentedWork documented)
    {
        List<GateItem> items = [new GateItem("Change", work.Diff.Patch)];
        if (documented.Diff is { FileCount: > 0 } documents)
        {
            items.Add(new GateItem("Documents", documents.Patch));
        }

        if (work.Tests is { } tests)
        {
            items.Add(new GateItem("Tests", tests.Output));
        }

        if (work.Review is { } review)
        {
            items.Add(new GateItem("Review", review));
        }

        if (work.Diff.RedFlags is { } flags)
        {
            items.Add(new GateItem("Red flags", flags));
        }

        items.Add(new GateItem("Plan", run.Plan!.Text));
        return items;
    }

    private static string Names(IEnumerable<string> paths, int count) => count == 0 ? "" : ": " + string.Join(", ", paths.Take(MostFiles)) + (count > MostFiles ? ", …" : "");
}
