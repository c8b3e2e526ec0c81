namespace Workflows.Domain.Client;

/// <summary>Which ended instances to purge. Live ones are never purged.</summary>
/// <param name="CreatedFrom">Created at this time or later.</param>
/// <param name="CreatedTo">Created at this time or earlier.</param>
/// <param name="Statuses">Only these statuses; empty means every ended one.</param>
public sealed record PurgeFilter(DateTimeOffset? CreatedFrom = null, DateTimeOffset? CreatedTo = null, IReadOnlyList<OrchestrationRuntimeStatus>? Statuses = null);
