using System.Text;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Http.Contracts;

namespace Workflows.Http.Management;

/// <summary>Starts instances.</summary>
internal sealed class StartHandler(OrchestrationClient client, TaskRegistry registry, IInstanceLinks links, HttpApiOptions options, TimeProvider time)
{
    public async Task<ApiResponse> StartAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var name = request.Route["name"];
        var body = await BoundedBody.ReadAsync(request, options.MaxPayloadBytes, "The input", options, time, cancellationToken);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        if (PayloadOf(body.Bytes.Span, "input", out var input) is { } problem)
        {
            return problem;
        }

        var chosen = request.Route.GetValueOrDefault("instanceId");
        // What is different in a fork lies beside its artifacts, and is not meant for another run.
        if (chosen is not null && await client.GetInstanceAsync(chosen, fetchPayloads: false, cancellationToken) is { ForkedFrom: not null })
        {
            return ApiResponse.Problem(409, "Conflict", $"The instance '{chosen}' is a fork. Use another id, or purge it first.");
        }

        var started = await client.ScheduleNewInstanceAsync(name, input, new StartOptions { InstanceId = chosen }, cancellationToken);
        return started.Status switch
        {
            StartStatus.Started => Accepted(request, started.InstanceId),
            StartStatus.AlreadyExists => ApiResponse.Problem(409, "Conflict",
                $"The instance '{started.InstanceId}' exists and has not ended. Use another id, or terminate it first."),
            _ => ApiResponse.Problem(400, "Unknown orchestrator",
                $"There is no orchestrator '{name}'. This host runs: {string.Join(", ", registry.Orchestrators.Keys.Order(StringComparer.Ordinal))}."),
        };
    }

    /// <summary>The answer to every start: where the new instance is managed.</summary>
    public ApiResponse Accepted(ApiRequest request, string instanceId)
    {
        var own = links.For(request, instanceId);
        return ApiResponse.Json(202, own, HttpJson.Default.InstanceLinks)
            .With("Location", own.StatusQueryGetUri)
            .With("Retry-After", "10");
    }

    /// <summary>Null and the JSON text (null for an empty body), or the refusal of a body that is no JSON.</summary>
    public static ApiResponse? PayloadOf(ReadOnlySpan<byte> body, string what, out string? json)
    {
        json = null;
        if (body.IsEmpty)
        {
            return null;
        }

        if (JsonText.Problem(body) is { } problem)
        {
            return ApiResponse.Problem(400, "Not JSON", $"The {what} is not valid JSON: {problem}. Send one JSON value, or an empty body for none.");
        }

        json = Encoding.UTF8.GetString(JsonText.WithoutByteOrderMark(body));
        return null;
    }
}
