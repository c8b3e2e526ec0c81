using Workflows.Domain.Client;
using Workflows.Http.Contracts;

namespace Workflows.Http.Management;

/// <summary>Tells of one instance, and lists many.</summary>
internal sealed class StatusHandler(OrchestrationClient client, IInstanceLinks links)
{
    /// <summary>The header that carries the continuation token, both ways.</summary>
    public const string ContinuationHeader = "x-ms-continuation-token";

    public async Task<ApiResponse> GetAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var id = request.Route["instanceId"];
        var query = new QueryReader(request);
        var showHistory = query.Flag("showHistory", false);
        var showHistoryOutput = query.Flag("showHistoryOutput", false);
        var showInput = query.Flag("showInput", true);
        var errorOnFailure = query.Flag("returnInternalServerErrorOnFailure", false);
        if (query.Problem is { } problem)
        {
            return ApiResponse.Problem(400, "Bad query", problem);
        }

        if (await client.GetInstanceAsync(id, cancellationToken: cancellationToken) is not { } instance)
        {
            return Unknown(id);
        }

        var status = InstanceView.Status(instance, showInput);
        if (showHistory && await client.GetHistoryAsync(id, cancellationToken) is { } history)
        {
            status = status with { HistoryEvents = InstanceView.History(history, showHistoryOutput) };
        }

        return instance.IsEnded
            ? ApiResponse.Json(instance.RuntimeStatus == OrchestrationRuntimeStatus.Failed && errorOnFailure ? 500 : 200, status, HttpJson.Default.InstanceStatus)
            : ApiResponse.Json(202, status, HttpJson.Default.InstanceStatus)
                .With("Location", links.For(request, id).StatusQueryGetUri)
                .With("Retry-After", "10");
    }

    public async Task<ApiResponse> ListAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var reader = new QueryReader(request);
        var showInput = reader.Flag("showInput", false);
        var query = new OrchestrationQuery
        {
            Statuses = reader.Statuses("runtimeStatus"),
            Name = reader.Text("name"),
            CreatedFrom = reader.Time("createdTimeFrom"),
            CreatedTo = reader.Time("createdTimeTo"),
            InstanceIdPrefix = reader.Text("instanceIdPrefix"),
            PageSize = reader.Number("top", 1, 1000) ?? 100,
            ContinuationToken = request.Header(ContinuationHeader) is { Length: > 0 } token && token != "null" ? token : null,
            FetchPayloads = true,
        };
        if (reader.Problem is { } problem)
        {
            return ApiResponse.Problem(400, "Bad query", problem);
        }

        var page = await client.QueryAsync(query, cancellationToken);
        IReadOnlyList<InstanceStatus> statuses = [.. page.Instances.Select(instance => InstanceView.Status(instance, showInput))];
        var response = ApiResponse.Json(200, statuses, HttpJson.Default.IReadOnlyListInstanceStatus);
        return page.ContinuationToken is { } next ? response.With(ContinuationHeader, next) : response;
    }

    public static ApiResponse Unknown(string instanceId) =>
        ApiResponse.Problem(404, "Unknown instance", $"There is no instance '{instanceId}'. It was never started here, or it was purged; GET /v1/runs lists what there is.");
}
