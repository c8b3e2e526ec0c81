using System.Globalization;
using System.Text;
using Workflows.Domain.Client;

namespace Workflows.Engine.Store;

/// <summary>
/// A page of a list, read so that its time does not depend on the filters: the keys of the page come from an index that holds all that
/// the filters look at, and only then the rows. The planner knows nothing of what is asked for, so the index is chosen here.
/// </summary>
internal sealed class InstanceQuery
{
    // Reading so many rows one by one is faster than going through an index of all.
    private const int FewIds = 1000;

    private const string Parameters = "(i.created, i.key) < (?1, ?2) AND i.created >= ?3 AND i.created <= ?4";

    private static readonly OrchestrationRuntimeStatus[] Ends =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    private readonly OrchestrationQuery _query;
    private readonly (long Created, long Key) _before;
    private readonly string? _afterPrefix;

    /// <exception cref="ArgumentException">The continuation token is not one of this hub.</exception>
    public InstanceQuery(OrchestrationQuery query)
    {
        _query = query;
        _before = ParseToken(query.ContinuationToken);
        _afterPrefix = string.IsNullOrEmpty(query.InstanceIdPrefix) ? null : FirstBehind(query.InstanceIdPrefix);
    }

    public OrchestrationPage Run(SqliteDatabase database)
    {
        using var statement = database.Prepare($"""
            SELECT {InstanceRows.Columns(_query.FetchPayloads)} FROM ({Keys(database)}) k
            JOIN instances i ON i.key = k.key {InstanceRows.Joins}
            ORDER BY k.created DESC, k.key DESC LIMIT ?11
            """);
        Bind(statement);
        List<OrchestrationMetadata> instances = [];
        var last = (Created: 0L, Key: 0L);
        while (statement.Step())
        {
            if (instances.Count == _query.PageSize)
            {
                return new OrchestrationPage(instances, string.Create(CultureInfo.InvariantCulture, $"{last.Created:x}-{last.Key:x}"));
            }

            instances.Add(InstanceRows.Metadata(statement, _query.FetchPayloads));
            last = (statement.Int64(InstanceRows.Created), statement.Int64(InstanceRows.Key));
        }

        return new OrchestrationPage(instances, null);
    }

    private void Bind(SqliteStatement statement) => statement
        .Bind(_before.Created).Bind(_before.Key)
        .Bind(_query.CreatedFrom?.UtcTicks ?? 0).Bind(_query.CreatedTo?.UtcTicks ?? long.MaxValue)
        .Bind(_query.Name).Bind(_query.InstanceIdPrefix).Bind(_afterPrefix)
        .Bind(_query.UpdatedFrom?.UtcTicks ?? 0).Bind(_query.UpdatedTo?.UtcTicks ?? long.MaxValue)
        .Bind(_query.Search is { } search ? $"%{Literally(search)}%" : null)
        .Bind(_query.PageSize + 1);

    private string Keys(SqliteDatabase database)
    {
        var statuses = _query.Statuses.Distinct().Order().ToList();
        if (_afterPrefix is not null && HasFewIds(database))
        {
            return Page("", $"i.id >= ?6 AND i.id < ?7 AND {Status(statuses)}", "+");
        }

        if (_query.UpdatedFrom is not null && statuses.Count > 0 && statuses.All(Ends.Contains))
        {
            return Page("INDEXED BY instances_ended", $"i.updated >= ?8 AND i.updated <= ?9 AND i.status >= 3 AND i.status <= 5 AND {Status(statuses)}", "+");
        }

        if (statuses.Count > 0)
        {
            // Each status has its newest first in the index; together they are more than a page, and few.
            return string.Join(" UNION ALL ", statuses.Select(status =>
                "SELECT key, created FROM (" + Page("INDEXED BY instances_status", $"i.status = {(int)status}", "") + ")"));
        }

        return Page(_query.TopLevelOnly ? "INDEXED BY instances_top" : "INDEXED BY instances_created", "1", "");
    }

    /// <param name="index">The index that is read.</param>
    /// <param name="where">What it is read by.</param>
    /// <param name="plus">A plus sign where another index than that of the order is read.</param>
    private string Page(string index, string where, string plus)
    {
        var sql = new StringBuilder($"SELECT i.key AS key, i.created AS created FROM instances i {index} WHERE {where} AND {Parameters.Replace("i.created", plus + "i.created", StringComparison.Ordinal)}");
        sql.Append(_query.Name is null ? "" : " AND i.name = ?5 COLLATE NOCASE");
        sql.Append(_query.InstanceIdPrefix is null ? "" : " AND substr(i.id, 1, length(?6)) = ?6");
        sql.Append(_query.TopLevelOnly ? " AND i.parent IS NULL" : "");
        sql.Append(_query.UpdatedFrom is null ? "" : " AND i.updated >= ?8");
        sql.Append(_query.UpdatedTo is null ? "" : " AND i.updated <= ?9");
        sql.Append(_query.Search is null ? "" : " AND (i.id LIKE ?10 ESCAPE '\\' OR i.label LIKE ?10 ESCAPE '\\')");
        return sql.Append(CultureInfo.InvariantCulture, $" ORDER BY {plus}i.created DESC, i.key DESC LIMIT ?11").ToString();
    }

    private bool HasFewIds(SqliteDatabase database)
    {
        using var count = database.Prepare($"SELECT count(*) FROM (SELECT 1 FROM instances WHERE id >= ? AND id < ? LIMIT {FewIds + 1})");
        return count.Bind(_query.InstanceIdPrefix).Bind(_afterPrefix).Step() && count.Int64(0) <= FewIds;
    }

    private static string Status(List<OrchestrationRuntimeStatus> statuses) =>
        statuses.Count == 0 ? "1" : $"i.status IN ({string.Join(',', statuses.Select(status => (int)status))})";

    private static string Literally(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    /// <summary>The first text behind all that begin with the prefix, in the order of their bytes; null when that cannot be told.</summary>
    private static string? FirstBehind(string prefix)
    {
        var runes = prefix.EnumerateRunes().ToList();
        while (runes.Count > 0)
        {
            var last = runes[^1].Value;
            runes.RemoveAt(runes.Count - 1);
            if (last < 0x10FFFF)
            {
                // Between the two lie the halves of surrogate pairs, which are no characters.
                var next = last == 0xD7FF ? 0xE000 : last + 1;
                return string.Concat(runes.Select(rune => rune.ToString())) + char.ConvertFromUtf32(next);
            }
        }

        return null;
    }

    private static (long Created, long Key) ParseToken(string? token)
    {
        if (token is null)
        {
            return (long.MaxValue, long.MaxValue);
        }

        var parts = token.Split('-');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var created)
            && long.TryParse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var key)
            ? (created, key)
            : throw new ArgumentException($"'{token}' is not a continuation token of this hub. Use the one that the page before answered, unchanged.", nameof(token));
    }
}
