using Workflows.Domain.Artifacts;
using Workflows.Domain.Client;
using Workflows.Domain.SourceControl;
using Workflows.Http.Contracts;
using Workflows.Http.Reverts;

namespace Workflows.Http.Management;

/// <summary>Deletes ended instances: one, or all that a filter names.</summary>
internal sealed class PurgeHandler(OrchestrationClient client, IArtifactStore artifacts)
{
    private static readonly OrchestrationRuntimeStatus[] Ended =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    public async Task<ApiResponse> PurgeOneAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var id = request.Route["instanceId"];
        var result = await client.PurgeAsync(id, cancellationToken);
        if (result != ControlResult.Accepted)
        {
            // A purge needs an ended instance; a hub may call that either way.
            return ControlHandler.Answer(id, "purge", result == ControlResult.AlreadyEnded ? ControlResult.InvalidState : result);
        }

        await DeleteArtifactsAsync(id, cancellationToken);
        await PurgeRevertAsync(id, cancellationToken);
        return ApiResponse.Json(200, new PurgeAnswer(1), HttpJson.Default.PurgeAnswer);
    }

    public async Task<ApiResponse> PurgeManyAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var reader = new QueryReader(request);
        var query = new OrchestrationQuery
        {
            CreatedFrom = reader.Time("createdTimeFrom"),
            CreatedTo = reader.Time("createdTimeTo"),
            Statuses = reader.Statuses("runtimeStatus"),
            PageSize = 1000,
        };
        if (query is { CreatedFrom: null, CreatedTo: null, Statuses.Count: 0 })
        {
            reader.Fail("A purge without a filter would delete everything that has ended. Give createdTimeFrom, createdTimeTo or runtimeStatus.");
        }

        if (query.Statuses.Any(status => !Ended.Contains(status)))
        {
            reader.Fail($"Only what has ended can be purged: runtimeStatus may hold {string.Join(", ", Ended)}.");
        }

        if (reader.Problem is { } problem)
        {
            return ApiResponse.Problem(400, "Bad query", problem);
        }

        var purged = await PurgeAsync(query.Statuses.Count > 0 ? query : query with { Statuses = Ended }, cancellationToken);
        return purged == 0
            ? ApiResponse.Problem(404, "Nothing to purge", "No ended instance matches the filter. Nothing was deleted.")
            : ApiResponse.Json(200, new PurgeAnswer(purged), HttpJson.Default.PurgeAnswer);
    }

    // One by one and not by the hub's own filter: whose instance goes, whose artifacts must go too, and only those.
    private async Task<int> PurgeAsync(OrchestrationQuery query, CancellationToken cancellationToken)
    {
        var purged = 0;
        OrchestrationPage page;
        do
        {
            page = await client.QueryAsync(query, cancellationToken);
            foreach (var instance in page.Instances)
            {
                if (await client.PurgeAsync(instance.InstanceId, cancellationToken) == ControlResult.Accepted)
                {
                    await DeleteArtifactsAsync(instance.InstanceId, cancellationToken);
                    purged++;
                }
            }

            query = query with { ContinuationToken = page.ContinuationToken };
        }
        while (page.ContinuationToken is not null);

        return purged;
    }

    // It tells of a commit of the run, and of nothing else. One that is under way stays.
    private async Task PurgeRevertAsync(string runId, CancellationToken cancellationToken)
    {
        var id = RevertInput.IdOf(runId);
        if (await client.GetInstanceAsync(id, fetchPayloads: false, cancellationToken) is { IsEnded: true } revert && RevertInstance.IsRevert(revert))
        {
            await client.PurgeAsync(id, cancellationToken);
        }
    }

    private Task DeleteArtifactsAsync(string instanceId, CancellationToken cancellationToken) =>
        ArtifactName.RunIdProblem(instanceId) is null ? artifacts.DeleteRunAsync(instanceId, cancellationToken) : Task.CompletedTask;
}
