using Workflows.Activities.OfflineTests.Requests;

namespace Workflows.Activities.OfflineTests.Cases;

/// <summary>Bounding and comparing of requests.</summary>
internal static class Rows
{
    public static bool Same(RequestPlan one, RequestPlan other) =>
        one.Method == other.Method && one.Url == other.Url && one.Headers.SequenceEqual(other.Headers) && SameBody(one.Body, other.Body);

    public static bool SameBody(RequestBody? one, RequestBody? other) =>
        one is null || other is null ? one is null && other is null : one.MediaType == other.MediaType && one.Text == other.Text && one.Parts.SequenceEqual(other.Parts);

    /// <summary>The first ones, each request once; targets take turns, so that a property with many limits does not push the others out.</summary>
    public static IReadOnlyList<CaseRow> Bounded(IEnumerable<IEnumerable<CaseRow>> byTarget, int most)
    {
        var lists = byTarget.Select(rows => rows.ToList()).Where(rows => rows.Count > 0).ToList();
        var chosen = new List<CaseRow>();
        for (var turn = 0; chosen.Count < most && lists.Any(rows => turn < rows.Count); turn++)
        {
            foreach (var rows in lists.Where(rows => turn < rows.Count))
            {
                if (chosen.Count < most && !chosen.Any(row => Same(row.Request, rows[turn].Request)))
                {
                    chosen.Add(rows[turn]);
                }
            }
        }

        return chosen;
    }

    /// <summary>Groups rows by the place at which they differ, as a test method takes one varying argument.</summary>
    public static IEnumerable<IReadOnlyList<CaseRow>> ByPlace(IEnumerable<CaseRow> rows, RequestPlan from) =>
        rows.GroupBy(row => Place(row.Request, from)).Select(group => (IReadOnlyList<CaseRow>)[.. group]);

    private static string Place(RequestPlan request, RequestPlan from)
    {
        if (request.Url != from.Url)
        {
            return "url";
        }

        var header = request.Headers.FirstOrDefault(header => !from.Headers.Contains(header));
        return header.Name is not null ? "header:" + header.Name : "body";
    }
}
