using System.Text.Json;
using Workflows.Domain.Client;
using Workflows.Domain.Serialization;

namespace Workflows.Engine.Store;

/// <summary>How an instance is read: from <c>instances i</c> and what <see cref="Joins"/> adds.</summary>
internal static class InstanceRows
{
    public const int Key = 0;
    public const int Created = 4;

    public const string Joins = "LEFT JOIN instances p ON p.key = i.parent LEFT JOIN forks f ON f.instance = i.key AND f.generation = 0";

    public static string Columns(bool payloads) =>
        "i.key, i.id, i.name, i.status, i.created, i.updated, p.id, i.failure, f.origin_id, f.step" + (payloads ? ", i.input, i.output, i.custom_status" : "");

    public static OrchestrationMetadata Metadata(SqliteStatement row, bool payloads) => new()
    {
        InstanceId = row.Text(1)!,
        Name = row.Text(2)!,
        RuntimeStatus = (OrchestrationRuntimeStatus)row.Int32(3),
        CreatedAt = new DateTimeOffset(row.Int64(Created), TimeSpan.Zero),
        LastUpdatedAt = new DateTimeOffset(row.Int64(5), TimeSpan.Zero),
        ParentInstanceId = row.Text(6),
        Failure = row.Text(7) is { } failure ? JsonSerializer.Deserialize(failure, WorkflowJson.Default.FailureDetails) : null,
        ForkedFrom = row.Text(8) is { } origin ? new ForkedFrom(origin, row.Text(9)!) : null,
        Input = payloads ? row.Text(10) : null,
        Output = payloads ? row.Text(11) : null,
        CustomStatus = payloads ? row.Text(12) : null,
    };
}
