using System.Security.Cryptography;
using System.Text.Json;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Client;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Serialization;
using Workflows.Domain.Workspaces;
using Workflows.Http.Contracts;

namespace Workflows.Http.Product;

/// <summary>Takes a task, stores its files, starts the run: in that order, as <see cref="GenerateHandler"/> does.</summary>
internal sealed class ImplementHandler(
    OrchestrationClient client, IArtifactStore artifacts, ChosenIds chosenIds, FolderRuns folderRuns, HttpApiOptions options, TimeProvider time)
{
    private const string Shape = "it may hold folder, task, testCommand, label, requestedBy, ifUnderWay (texts), files (an object from path to text), approvePlan (true or false), commit (true or auto) and maxRounds (a number)";

    public async Task<ApiResponse> ImplementAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        if (request.MediaType != "application/json")
        {
            return ApiResponse.Problem(415, "Unsupported Media Type", $"The content type is '{request.MediaType ?? "(none)"}'. Send the task as application/json.");
        }

        var query = new QueryReader(request);
        var (chosenId, idProblem) = ChosenIds.Of(request, query);
        query.Only("runId");
        if ((query.Problem ?? idProblem) is { } problem)
        {
            return BadRequest(problem);
        }

        var body = await BoundedBody.ReadAsync(request, options.MaxDocumentBytes, "The task", options, time, cancellationToken);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var (asked, refused) = Understand(request, body.Bytes.Span);
        if (asked is null)
        {
            return refused!;
        }

        return chosenId is null && asked.Request.Folder is null
            ? await StartAsync(request, request.Caller.IdOf(RunIds.New(time)), asked, cancellationToken)
            : await chosenIds.InTurnAsync(() => StartOnceAsync(request, chosenId ?? request.Caller.IdOf(RunIds.New(time)), asked, cancellationToken), cancellationToken);
    }

    private (Asked? Asked, ApiResponse? Refusal) Understand(ApiRequest request, ReadOnlySpan<byte> body)
    {
        if (body.Trim(" \t\r\n"u8).IsEmpty)
        {
            return (null, BadRequest("The body is empty. Send {\"task\": \"…\"}, or {\"folder\": \"/full/path\"}."));
        }

        var (wanted, problem) = JsonBody.Read(body, HttpJson.Default.ImplementRequest);
        if (wanted is null)
        {
            return (null, BadRequest($"The body is not what is asked for: {problem}; {Shape}."));
        }

        if (ImplementOptions.Problem(wanted) is { } wrong)
        {
            return (null, BadRequest(wrong));
        }

        if (request.Caller.NameProblem(wanted.RequestedBy) is { } name)
        {
            return (null, ApiResponse.Problem(403, "Not allowed", name));
        }

        // What a folder holds becomes readable to whoever sees the run, and is written to: that is for the one who owns the machine.
        if (wanted.Folder is not null && !(options.Implement.AllowsFolders && request.Caller.SeesAll))
        {
            return (null, ApiResponse.Problem(403, "Not allowed", options.Implement.AllowsFolders
                ? "A folder of the host's machine may only be named by its owner: without keys, or with a key of the scope 'admin'. Send the files instead."
                : "This host has no folders that a task could lie in. Send the files instead."));
        }

        var requestedBy = request.Caller.NameOf(wanted.RequestedBy);
        var (delivery, refused) = DeliveryChoice.Of(wanted.Commit?.ToLowerInvariant() == DeliveryChoice.Auto, requestedBy, options.Implement.Delivery);
        return delivery is null ? (null, refused) : (new Asked(wanted, wanted.Folder is null ? TaskFiles.Json(wanted) : null, delivery), null);
    }

    private async Task<ApiResponse> StartOnceAsync(ApiRequest request, string runId, Asked asked, CancellationToken cancellationToken)
    {
        if (await client.GetInstanceAsync(runId, cancellationToken: cancellationToken) is not { } existing)
        {
            return await StartAsync(request, runId, asked, cancellationToken);
        }

        return IsSame(existing, runId, asked)
            ? GenerateHandler.Accepted(request, runId, existing: true)
            : ApiResponse.Problem(409, "Conflict", $"The run '{runId}' was started with another task or other options. Use a new key for a new request, or none.");
    }

    private async Task<ApiResponse> StartAsync(ApiRequest request, string runId, Asked asked, CancellationToken cancellationToken)
    {
        // Only of a run that is yet to be: one that was started stays the answer to its key, whatever has become of its folder.
        if (asked.Request.Folder is { } folder && TaskFolderFault.Of(Path.GetFullPath(folder)) is { } fault)
        {
            return BadRequest($"{fault.What} {fault.Advice}");
        }

        if (asked.Request is { Folder: not null } wanted && !ImplementOptions.Is(wanted.IfUnderWay, ImplementRequest.Beside)
            && await folderRuns.FindAsync(InputOf(runId, asked), cancellationToken) is { } other)
        {
            return UnderWay(request, wanted, other);
        }

        if (asked.Files is { } files)
        {
            await artifacts.WriteAsync(runId, TaskFiles.Artifact, files, "application/json", cancellationToken);
        }

        var started = await client.ScheduleNewInstanceAsync(
            ImplementTaskRuns.Definition, InputOf(runId, asked), new StartOptions { InstanceId = runId, Reuse = InstanceIdReuse.KeepExisting }, cancellationToken);
        return started.Status == StartStatus.UnknownOrchestrator
            ? ApiResponse.Problem(503, "Not available", $"This host does not run '{ImplementTaskRuns.Definition.Name}'.")
            : GenerateHandler.Accepted(request, runId, existing: started.Status == StartStatus.AlreadyExists);
    }

    private static ApiResponse UnderWay(ApiRequest request, ImplementRequest wanted, FolderRun other) =>
        other.Differs.Count == 0 && ImplementOptions.Is(wanted.IfUnderWay, ImplementRequest.Follow)
            ? GenerateHandler.Accepted(request, other.RunId, existing: true)
            : ApiResponse.Problem(new ProblemBody(
                "about:blank", ImplementOptions.UnderWay, 409,
                $"The run '{other.RunId}' works on this folder and is not finished{(other.Differs.Count == 0 ? "" : $"; what is asked for differs in {string.Join(", ", other.Differs)}")}. "
                + "Let it end or terminate it, or start another one beside it with \"ifUnderWay\": \"beside\".")
            {
                RunId = other.RunId,
                Differs = other.Differs,
            });

    private ImplementTaskInput InputOf(string runId, Asked asked)
    {
        var settings = options.Implement.Settings;
        return new ImplementTaskInput(asked.Source(runId), asked.Delivery)
        {
            ApprovePlan = asked.Request.ApprovePlan,
            Label = asked.Request.Label,
            Given = new GivenOptions(asked.Request.MaxRounds, asked.Request.TestCommand?.Trim()),
            Settings = settings with
            {
                MaxRounds = asked.Request.MaxRounds ?? settings.MaxRounds,
                TestCommand = asked.Request.TestCommand?.Trim() ?? settings.TestCommand,
            },
        };
    }

    // What was asked for, and not the host's settings: these may have changed since.
    private static bool IsSame(OrchestrationMetadata existing, string runId, Asked asked) =>
        existing.Name == ImplementTaskRuns.Definition.Name
        && existing.Input is not null
        && JsonSerializer.Deserialize(existing.Input, WorkflowJson.Default.ImplementTaskInput) is { } known
        && known.Source == asked.Source(runId)
        && known.ApprovePlan == asked.Request.ApprovePlan
        && known.Label == asked.Request.Label
        && (asked.Request.MaxRounds ?? known.Settings.MaxRounds) == known.Settings.MaxRounds
        && (asked.Request.TestCommand?.Trim() ?? known.Settings.TestCommand) == known.Settings.TestCommand
        && known.Delivery.AutoApprove == asked.Delivery.AutoApprove
        && known.Delivery.Rules.Requester == asked.Delivery.Rules.Requester;

    private static ApiResponse BadRequest(string detail) => ApiResponse.Problem(400, "Bad Request", detail);

    private sealed record Asked(ImplementRequest Request, byte[]? Files, Delivery Delivery)
    {
        public TaskSource Source(string runId) => Files is null
            ? new TaskSource(Path.GetFullPath(Request.Folder!))
            : new TaskSource(null, new ArtifactRef(runId, TaskFiles.Artifact, Files.Length, Convert.ToHexStringLower(SHA256.HashData(Files)), "application/json"));
    }
}
