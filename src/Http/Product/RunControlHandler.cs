using Workflows.Domain.Client;
using Workflows.Http.Contracts;
using Workflows.Http.Management;
using Workflows.Http.Reverts;

namespace Workflows.Http.Product;

/// <summary>Suspends, resumes, terminates, rewinds and restarts runs, the same on every host. The answers are those of the management surface.</summary>
internal sealed class RunControlHandler(OrchestrationClient client, HttpApiOptions options, TimeProvider time)
{
    private const int MaxReason = 1000;
    private static readonly string[] Actions = ["suspend", "resume", "terminate", "rewind", "restart"];

    public async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var (id, action) = (request.Route["runId"], request.Route["action"]);
        if (!Actions.Contains(action))
        {
            return ApiResponse.Problem(404, "Unknown action", $"There is no action '{action}' on runs; there are {string.Join(", ", Actions)}.");
        }

        var body = await BoundedBody.ReadAsync(request, options.MaxPayloadBytes, "The reason", options, time, cancellationToken);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var (reason, problem) = ReasonOf(request, body.Bytes.Span);
        if (problem is not null)
        {
            return problem;
        }

        return action switch
        {
            "suspend" => ControlHandler.Answer(id, action, await client.SuspendAsync(id, reason, cancellationToken: cancellationToken)),
            "resume" => ControlHandler.Answer(id, action, await client.ResumeAsync(id, reason, cancellationToken)),
            "terminate" => ControlHandler.Answer(id, action, await client.TerminateAsync(id, reason, cancellationToken: cancellationToken)),
            "rewind" => ControlHandler.Answer(id, action, await client.RewindAsync(id, reason, cancellationToken)),
            _ => await RestartAsync(request, id, cancellationToken),
        };
    }

    // A run of its own with the same input: the one that has ended stays for comparison. Its id says when it was made, and is its owner's.
    private async Task<ApiResponse> RestartAsync(ApiRequest request, string id, CancellationToken cancellationToken)
    {
        if (await client.GetInstanceAsync(id, cancellationToken: cancellationToken) is not { } instance)
        {
            return StatusHandler.Unknown(id);
        }

        if (!instance.IsEnded)
        {
            return ControlHandler.Answer(id, "restart", ControlResult.InvalidState);
        }

        if (instance.ParentInstanceId is { } parent)
        {
            return ApiResponse.Problem(409, "Conflict", $"'{id}' is a part of '{parent}' and cannot be restarted alone: restart that one. Nothing was changed.");
        }

        if ((RevertInstance.RestartProblem(instance) ?? RestartedInput.Refusal(request.Caller, instance)) is { } refusal)
        {
            return ApiResponse.Problem(403, "Forbidden", refusal);
        }

        var started = await client.ScheduleNewInstanceAsync(
            instance.Name, TodaysLimits.Restarted(instance, RestartedInput.Of(request.Caller, instance), options.Implement.Settings), new StartOptions { InstanceId = RunIds.New(time), Reuse = InstanceIdReuse.KeepExisting }, cancellationToken);
        if (started.Status != StartStatus.Started)
        {
            return ApiResponse.Problem(503, "Not available", $"This host does not run '{instance.Name}'. Nothing was changed.");
        }

        var status = request.Link("v1", "runs", started.InstanceId);
        return ApiResponse.Json(202, new AcceptedRun(started.InstanceId, status, status + "/artifacts", Existing: false), HttpJson.Default.AcceptedRun)
            .With("Location", status)
            .With("Retry-After", "1");
    }

    private static (string? Reason, ApiResponse? Problem) ReasonOf(ApiRequest request, ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
        {
            return (null, null);
        }

        if (request.MediaType != "application/json")
        {
            return (null, ApiResponse.Problem(415, "Unsupported Media Type",
                $"The content type is '{request.MediaType ?? "(none)"}'. Send {{\"reason\": \"…\"}} as application/json, or no body."));
        }

        var (asked, problem) = JsonBody.Read(body, HttpJson.Default.ControlRequest);
        return asked is null ? (null, ApiResponse.Problem(400, "Bad Request", $"The body is not {{\"reason\": \"…\"}}: {problem}."))
            : asked.Reason is { Length: > MaxReason } ? (null, ApiResponse.Problem(400, "Bad Request", $"'reason' has {asked.Reason.Length} characters; at most {MaxReason} are allowed."))
            : (asked.Reason is { Length: 0 } ? null : asked.Reason, null);
    }
}
