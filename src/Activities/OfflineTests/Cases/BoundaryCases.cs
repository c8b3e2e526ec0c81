using Workflows.Activities.OfflineTests.Values;

namespace Workflows.Activities.OfflineTests.Cases;

/// <summary>Requests at the limits that the document sets, and just beyond them.</summary>
internal static class BoundaryCases
{
    public static IEnumerable<TestCase> Of(OperationCases cases)
    {
        if (cases.Tools.Requests.Write(cases.Operation, cases.Minimal) is not { } valid)
        {
            yield break;
        }

        var boundaries = new Boundaries(cases.Tools.Samples, cases.Tools.Patterns);
        var targets = ValueTargets.Of(cases).Select(target => (Target: target, Values: boundaries.Of(target.Facts).ToList())).ToList();

        // A number that is allowed in the address of DELETE is somebody's item.
        var inside = targets.Where(_ => cases.Operation.Method != "DELETE").Select(target => Values(cases, target.Target, target.Values.Where(value => value.IsInside)));
        foreach (var rows in Rows.ByPlace(Rows.Bounded(inside, cases.Tools.Budget.Rows).Where(row => !Rows.Same(row.Request, valid)), valid))
        {
            yield return new TestCase(
                "AtTheLimits_IsAccepted", $"{cases.Operation.Name} accepts values at the documented limits", "normal", cases.Accepted, rows);
        }

        var outside = targets.Select(target => Values(cases, target.Target, target.Values.Where(value => !value.IsInside)));
        foreach (var rows in Rows.ByPlace(Rows.Bounded(outside, cases.Tools.Budget.Rows), valid))
        {
            yield return new TestCase(
                "BeyondTheLimits_IsRejected", $"{cases.Operation.Name} rejects values beyond the documented limits", "normal", Expectation.Rejected, rows);
        }
    }

    private static IEnumerable<CaseRow> Values(OperationCases cases, ValueTarget target, IEnumerable<BoundaryValue> values) =>
        values
            .Where(value => target.Allows(value.Node) == value.IsInside)
            .SelectMany(value => cases.Row($"{target.Name} {value.What}", target.Put(value.Node)));
}
