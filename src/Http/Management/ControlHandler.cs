using Workflows.Domain.Client;
using Workflows.Domain.Gates;
using Workflows.Http.Product;
using Workflows.Http.Reverts;

namespace Workflows.Http.Management;

/// <summary>Raises events and changes the state of instances.</summary>
internal sealed class ControlHandler(OrchestrationClient client, StartHandler start, HttpApiOptions options, TimeProvider time)
{
    private const int MaxReason = 1000;

    public async Task<ApiResponse> RaiseEventAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var id = request.Route["instanceId"];
        var body = await BoundedBody.ReadAsync(request, options.MaxPayloadBytes, "The event", options, time, cancellationToken);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        if (StartHandler.PayloadOf(body.Bytes.Span, "event", out var payload) is { } problem)
        {
            return problem;
        }

        var eventName = request.Route["eventName"];
        return await IsDecisionAsync(id, eventName, cancellationToken)
            ? ApiResponse.Problem(403, "Forbidden", $"'{id}' is a gate. A decision is taken by POST /v1/gates/{id}/decisions, which says who decides on what; a bare event does not.")
            : Answer(id, "raise an event at", await client.RaiseEventAsync(id, eventName, payload, cancellationToken));
    }

    private async Task<bool> IsDecisionAsync(string id, string eventName, CancellationToken cancellationToken) =>
        string.Equals(eventName, GateOrchestrator.DecisionEvent, StringComparison.OrdinalIgnoreCase)
        && await client.GetInstanceAsync(id, fetchPayloads: false, cancellationToken) is { } instance
        && instance.Name == GateOrchestrator.Definition.Name;

    public Task<ApiResponse> TerminateAsync(ApiRequest request, CancellationToken cancellationToken) =>
        ChangeAsync(request, "terminate", (id, reason) => client.TerminateAsync(id, reason, cancellationToken: cancellationToken));

    public Task<ApiResponse> SuspendAsync(ApiRequest request, CancellationToken cancellationToken) =>
        ChangeAsync(request, "suspend", (id, reason) => client.SuspendAsync(id, reason, cancellationToken: cancellationToken));

    public Task<ApiResponse> ResumeAsync(ApiRequest request, CancellationToken cancellationToken) =>
        ChangeAsync(request, "resume", (id, reason) => client.ResumeAsync(id, reason, cancellationToken));

    public Task<ApiResponse> RewindAsync(ApiRequest request, CancellationToken cancellationToken) =>
        ChangeAsync(request, "rewind", (id, reason) => client.RewindAsync(id, reason, cancellationToken));

    public async Task<ApiResponse> RestartAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var id = request.Route["instanceId"];
        var query = new QueryReader(request);
        var withNewId = query.Flag("restartWithNewInstanceId", true);
        if (query.Problem is { } problem)
        {
            return ApiResponse.Problem(400, "Bad query", problem);
        }

        var instance = await client.GetInstanceAsync(id, cancellationToken: cancellationToken);
        if (instance is not null && (RevertInstance.RestartProblem(instance) ?? RestartedInput.Problem(request.Caller, instance)) is { } refusal)
        {
            return ApiResponse.Problem(403, "Forbidden", refusal);
        }

        if (instance?.ParentInstanceId is { } parent)
        {
            return ApiResponse.Problem(409, "Conflict", $"'{id}' is a part of '{parent}' and cannot be restarted alone: restart that one. Nothing was changed.");
        }

        // Under its own id it would begin at the beginning, with what was meant for a later step lying there.
        if (instance?.ForkedFrom is { } origin && !withNewId)
        {
            return ApiResponse.Problem(409, "Conflict", $"'{id}' is a fork of '{origin.InstanceId}' and cannot begin anew under its id. Restart it with a new id, or fork that one again. Nothing was changed.");
        }

        var input = instance is null ? null : TodaysLimits.Restarted(instance, instance.Input, options.Implement.Settings);
        var (result, started) = await client.RestartAsync(id, withNewId, input == instance?.Input ? null : input, cancellationToken);
        return result == ControlResult.Accepted ? start.Accepted(request, started ?? id) : Answer(id, "restart", result);
    }

    private static async Task<ApiResponse> ChangeAsync(ApiRequest request, string verb, Func<string, string?, Task<ControlResult>> change)
    {
        var query = new QueryReader(request);
        var reason = query.Text("reason", MaxReason);
        if (query.Problem is { } problem)
        {
            return ApiResponse.Problem(400, "Bad query", problem);
        }

        var id = request.Route["instanceId"];
        return Answer(id, verb, await change(id, reason));
    }

    /// <summary>The answer to a change of one instance.</summary>
    public static ApiResponse Answer(string id, string verb, ControlResult result) => result switch
    {
        ControlResult.Accepted => new ApiResponse(202, null, default),
        ControlResult.NotFound => StatusHandler.Unknown(id),
        ControlResult.AlreadyEnded => ApiResponse.Problem(410, "Already over", $"Cannot {verb} '{id}': the instance has ended. Nothing was changed."),
        ControlResult.HasForks => ApiResponse.Problem(409, "Conflict",
            $"Cannot {verb} '{id}': forks of it have not ended, and they read its artifacts. Wait for them, or end them first; GET /v1/runs tells which they are by 'forkedFrom'. Nothing was changed."),
        _ => ApiResponse.Problem(409, "Conflict", $"Cannot {verb} '{id}' in its present state: {Needs(verb)} Nothing was changed."),
    };

    private static string Needs(string verb) => verb switch
    {
        "rewind" => "only a failed instance can be rewound.",
        "purge" => "only an instance that has ended can be purged; terminate it first.",
        "restart" => "only an instance that has ended can be restarted; terminate it first.",
        "resume" => "only a suspended instance can be resumed.",
        _ => "its status does not allow it.",
    };
}
