using Workflows.Domain.Artifacts;
using Workflows.Domain.Budgets;
using Workflows.Domain.Client;
using Workflows.Http.Contracts;
using Workflows.Http.Reverts;

namespace Workflows.Http.Product;

/// <summary>Tells of runs.</summary>
internal sealed class RunsHandler(
    OrchestrationClient client, IArtifactStore artifacts, ResultsReader results, RevertReader reverts, IBudgets? budgets, HttpApiOptions options,
    HostDescription host, TimeProvider time)
{
    public async Task<ApiResponse> GetAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var id = request.Route["runId"];
        var query = new QueryReader(request);
        var wait = query.Number("waitSeconds", 0, (int)options.MaxWait.TotalSeconds) ?? 0;
        var seen = query.Time("changedSince");
        if (query.Problem is { } problem)
        {
            return ApiResponse.Problem(400, "Bad query", problem);
        }

        var instance = await client.GetInstanceAsync(id, cancellationToken: cancellationToken);
        if (instance is { IsEnded: false } && wait > 0 && (seen is null || seen == instance.LastUpdatedAt))
        {
            instance = await ChangedAsync(instance, TimeSpan.FromSeconds(wait), cancellationToken);
        }

        return instance is null
            ? UnknownRun(id)
            : ApiResponse.Json(200, await WholeAsync(request, instance, cancellationToken), HttpJson.Default.Run).With("Cache-Control", "no-store");
    }

    public async Task<ApiResponse> ListAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var reader = new QueryReader(request);
        var query = RunQuery.From(reader) with { FetchPayloads = true };
        if (reader.Problem is { } problem)
        {
            return ApiResponse.Problem(400, "Bad query", problem);
        }

        var page = await client.QueryAsync(query, cancellationToken);
        return ApiResponse.Json(200,
            new RunList([.. page.Instances.Select(instance => RunView.Whole(request, instance))], page.ContinuationToken),
            HttpJson.Default.RunList);
    }

    public static ApiResponse UnknownRun(string runId) =>
        ApiResponse.Problem(404, "Unknown run", $"There is no run '{runId}'. It was never started here, or it was purged; GET /v1/runs lists what there is.");

    private async Task<Run> WholeAsync(ApiRequest request, OrchestrationMetadata instance, CancellationToken cancellationToken)
    {
        var run = RunView.Whole(request, instance);
        if (run.Delivery is { Commit: { } commit } delivery)
        {
            run = run with { Delivery = RevertView.Told(request, run.RunId, delivery, commit, await reverts.FindAsync(run.RunId, cancellationToken), run.Task) };
        }

        if (ImplementTaskRuns.Is(run.Workflow) && run.Task?.Rounds is null or [] && await client.GetHistoryAsync(run.RunId, cancellationToken) is { } history)
        {
            run = run with { Task = TaskHistory.Complete(request, run.Task ?? new RunTask(), history) };
        }

        if (budgets is not null)
        {
            run = run with { Budget = await budgets.OfRunAsync(run.RunId, cancellationToken) is { } budget ? BudgetStanding.Of(budget) : null };
        }

        if (ArtifactName.RunIdProblem(run.RunId) is not null)
        {
            return run;
        }

        var stored = await artifacts.ListAsync(run.RunId, cancellationToken);
        run = run with
        {
            // Allure keeps a file for each test; they must not crowd out what a reader looks for.
            Artifacts = [.. stored.OrderBy(artifact => artifact.Name.StartsWith("results/allure/", StringComparison.Ordinal))
                .Take(options.MaxArtifacts).Select(artifact => RunView.Artifact(request, artifact))],
            ArtifactCount = stored.Count,
            // Where this machine keeps them is nothing to whoever reaches it from elsewhere.
            ArtifactsLocation = request.Caller.Owner is null ? artifacts.Locate(run.RunId) : null,
        };
        if (run.Tests is null || await results.ReadAsync(run.RunId, cancellationToken) is not { } each)
        {
            return run;
        }

        return run with { Results = [.. each.Take(options.MaxResults)], ResultsTruncated = each.Count > options.MaxResults };
    }

    private async Task<OrchestrationMetadata?> ChangedAsync(OrchestrationMetadata instance, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var enough = new CancellationTokenSource(wait, time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, host.Stopping, cancellationToken);
        try
        {
            return await client.WaitForChangeAsync(instance.InstanceId, instance.LastUpdatedAt, any.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return await client.GetInstanceAsync(instance.InstanceId, cancellationToken: cancellationToken);
        }
    }
}
