using System.Globalization;
using Microsoft.DurableTask;

namespace Workflows.Functions.Tests.Fakes;

/// <summary>Values in pages as a table gives them: the first is empty and not the last, for a scan may find nothing for a while.</summary>
internal sealed class FakePages<T>(Func<Task<IReadOnlyList<T>>> read, int pageSize) : AsyncPageable<T> where T : notnull
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        var values = await read();
        if (continuationToken is null)
        {
            yield return new Page<T>([], "0");
        }

        var at = continuationToken is null ? 0 : int.Parse(continuationToken, CultureInfo.InvariantCulture);
        do
        {
            var end = Math.Min(at + (pageSizeHint ?? pageSize), values.Count);
            yield return new Page<T>([.. values.Skip(at).Take(end - at)], end < values.Count ? end.ToString(CultureInfo.InvariantCulture) : null);
            at = end;
        }
        while (at < values.Count);
    }
}
