using Workflows.Domain.Client;

namespace Workflows.Http.Tests.Access;

/// <summary>A hub that lists what it was given, newest first, two on a page at most.</summary>
internal sealed class ListedInstances(IReadOnlyList<OrchestrationMetadata> instances)
{
    public Task<OrchestrationPage> QueryAsync(OrchestrationQuery query, CancellationToken cancellationToken)
    {
        var skipped = query.ContinuationToken is { } token ? int.Parse(token, System.Globalization.CultureInfo.InvariantCulture) : 0;
        var fitting = instances.Where(instance => query.CreatedTo is null || instance.CreatedAt <= query.CreatedTo).ToList();
        var page = fitting.Skip(skipped).Take(2).ToList();
        return Task.FromResult(new OrchestrationPage(page, skipped + 2 < fitting.Count ? (skipped + 2).ToString(System.Globalization.CultureInfo.InvariantCulture) : null));
    }
}
