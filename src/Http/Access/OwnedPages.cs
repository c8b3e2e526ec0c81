using System.Globalization;
using System.Text;
using Workflows.Domain.Client;
using Workflows.Domain.Tenancy;

namespace Workflows.Http.Access;

/// <summary>
/// Lists of one owner. A hub's own continuation token may tell where a run stands among those of everybody, so the tokens here hold the
/// time and the id of the last run that was shown, both of which its owner knows; whatever is written into one, only own runs follow.
/// </summary>
/// <param name="hub">Asks the hub for one of its pages.</param>
internal sealed class OwnedPages(Func<OrchestrationQuery, CancellationToken, Task<OrchestrationPage>> hub)
{
    private const int MostOnPage = 1000;
    private const int MostToken = 400;

    /// <exception cref="ArgumentException">The continuation token or the page size is not valid.</exception>
    public async Task<OrchestrationPage> ReadAsync(OrchestrationQuery query, RunOwner owner, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var after = query.ContinuationToken is { } token ? Parse(token) : default((DateTimeOffset Created, string Id)?);
        var prefix = query.InstanceIdPrefix;
        var own = query with
        {
            InstanceIdPrefix = prefix is null ? owner.Prefix : prefix.StartsWith(owner.Prefix, StringComparison.Ordinal) ? prefix : owner.Prefix + prefix,
            CreatedTo = after is { } last && (query.CreatedTo is null || last.Created < query.CreatedTo) ? last.Created : query.CreatedTo,
            // Those that were shown, and one that tells whether there are more.
            PageSize = query.PageSize is >= 1 and < MostOnPage - 1 ? query.PageSize + 2 : query.PageSize,
            ContinuationToken = null,
        };
        var found = new List<OrchestrationMetadata>();
        var skips = after is not null;
        do
        {
            var page = await hub(own, cancellationToken);
            found.AddRange(page.Instances.Where(instance => owner.Owns(instance.InstanceId)));
            own = own with { ContinuationToken = page.ContinuationToken };
            skips = skips && !SkipShown(found, after!.Value);
        }
        while ((skips || found.Count <= query.PageSize) && own.ContinuationToken is not null);

        var shown = found.Take(query.PageSize).ToList();
        return new OrchestrationPage(shown, found.Count > shown.Count ? Of(shown[^1]) : null);
    }

    // Several can have been created at one instant: those up to the last one that was shown were shown, too. When that one was purged
    // since, others of its instant are shown again.
    private static bool SkipShown(List<OrchestrationMetadata> found, (DateTimeOffset Created, string Id) last)
    {
        var at = found.FindIndex(instance => instance.CreatedAt == last.Created && instance.InstanceId == last.Id);
        if (at >= 0)
        {
            found.RemoveRange(0, at + 1);
        }

        return at >= 0 || found.Exists(instance => instance.CreatedAt != last.Created);
    }

    private static string Of(OrchestrationMetadata last) =>
        Base64(string.Create(CultureInfo.InvariantCulture, $"{last.CreatedAt.UtcTicks:x}.{last.InstanceId}"));

    private static (DateTimeOffset Created, string Id) Parse(string token)
    {
        var parts = token.Length > MostToken ? [] : Text(token).Split('.', 2);
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var ticks)
            && ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? (new DateTimeOffset(ticks, TimeSpan.Zero), parts[1])
            : throw new ArgumentException("This is not a continuation token of this list. Use the one that the page before answered, unchanged.", nameof(token));
    }

    private static string Base64(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string Text(string token) =>
        System.Buffers.Text.Base64Url.IsValid(token) ? Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(token)) : "";
}
