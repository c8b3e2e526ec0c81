using Workflows.Domain.Client;
using Workflows.Domain.Forks;
using Workflows.Domain.Gates;
using Workflows.Domain.Tenancy;
using Workflows.Http.Contracts;
using Workflows.Http.Gates;
using Workflows.Http.Product;

namespace Workflows.Http.Forks;

/// <summary>Starts forks: finds the step, stores what is to be different, and lets the engine begin.</summary>
internal sealed class ForkHandler(OrchestrationClient client, IForkOverlays? forks, ChosenIds chosenIds, HttpApiOptions options, TimeProvider time)
{
    private const string Shape = "it holds from (the step), and may hold prompt, model, answer, label and by: all of them texts";
    private const string Nobody = "local";
    private const int MaxFrom = 500;
    private const int MaxName = 200;

    private readonly ForkPoints _points = new(client);

    public async Task<ApiResponse> ForkAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        if (request.MediaType != "application/json")
        {
            return ApiResponse.Problem(415, "Unsupported Media Type",
                $"The content type is '{request.MediaType ?? "(none)"}'. Send {{\"from\": \"AskModel#2\"}} as application/json.");
        }

        if (ChosenIds.KeyOf(request).Problem is { } noKey)
        {
            return ApiResponse.Problem(400, "Bad Request", noKey);
        }

        var body = await BoundedBody.ReadAsync(request, options.MaxPayloadBytes, "The request", options, time, cancellationToken);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var (asked, problem) = JsonBody.Read(body.Bytes.Span, HttpJson.Default.ForkRequest);
        if (asked is null)
        {
            return ApiResponse.Problem(400, "Bad Request", $"The body does not ask for a fork: {problem}; {Shape}.");
        }

        if (request.Caller.NameProblem(asked.By) is { } notThisPerson)
        {
            return ApiResponse.Problem(403, "Not allowed", notThisPerson);
        }

        var by = (request.Caller.NameOf(asked.By) is { } name && !string.IsNullOrWhiteSpace(name) ? name : Nobody).Trim();
        return Unacceptable(asked, by) is { } wrong
            ? ApiResponse.Problem(400, "Bad Request", wrong)
            : await ForkAsync(request, Tidy(asked), by, cancellationToken);
    }

    private async Task<ApiResponse> ForkAsync(ApiRequest request, ForkRequest asked, string by, CancellationToken cancellationToken)
    {
        var id = request.Route["runId"];
        if (await client.GetInstanceAsync(id, cancellationToken: cancellationToken) is not { } run)
        {
            return RunsHandler.UnknownRun(id);
        }

        if (ForkRule.Problem(run) is { } unfit)
        {
            return ApiResponse.Problem(409, "Conflict", unfit);
        }

        // A fork writes to the folder as the run would.
        if (RestartedInput.Refusal(request.Caller, run) is { } notTheOwner)
        {
            return ApiResponse.Problem(403, "Forbidden", notTheOwner);
        }

        if (forks is null)
        {
            return ApiResponse.Problem(501, "Not Implemented", "The engine of this host cannot start a run with a history, so no run can be forked here. Start the run again, or fork it on a host with the embedded engine.");
        }

        var (point, refusal) = await _points.FindAsync(run.InstanceId, asked.From!, cancellationToken);
        if (point is null)
        {
            return refusal!;
        }

        if (point.Question is null && (asked.Prompt ?? asked.Answer) is not null)
        {
            return ApiResponse.Problem(400, "Bad Request",
                $"'{point.Step}' asks no model, so it has no prompt and no answer. Fork from a step that asks one, such as AskModel or <agent>/AskAgent#1; GET /v1/runs/{run.InstanceId}/timeline names the steps.");
        }

        if (ForkInput.Of(request.Caller, run, asked.Label, options.Implement.Settings) is not { } input)
        {
            return ApiResponse.Problem(400, "Bad Request", $"The workflow '{run.Name}' has no place for a label. Leave it out.");
        }

        return await BeginAsync(request, run, asked, by, point, input, cancellationToken);
    }

    private async Task<ApiResponse> BeginAsync(
        ApiRequest request, OrchestrationMetadata run, ForkRequest asked, string by, ForkPoint point, string input, CancellationToken cancellationToken)
    {
        var key = ChosenIds.KeyOf(request).Key;
        var name = key is null ? RunIds.New(time) : RunIds.FromKey(key);
        var forkId = RunOwner.Of(run.InstanceId)?.Complete(name) ?? name;
        var before = run.ForkedFrom is null ? null : await forks!.ReadAsync(run.InstanceId, cancellationToken);
        var overlay = ForkChanges.Of(asked, point, before, new ForkOverlay(run.InstanceId, point.Step, by, time.GetUtcNow().UtcDateTime));
        if (overlay.Model is { } model && options.ForkModels.Problem(request.Caller, model, inherited: asked.Model is null) is { } notTheOwner)
        {
            return ApiResponse.Problem(403, "Forbidden", notTheOwner);
        }

        var fork = new Fork(forkId, overlay, input, Note(run, asked, point));
        return key is null
            ? await StartAsync(request, run, point, fork, cancellationToken)
            : await chosenIds.InTurnAsync(() => StartOnceAsync(request, run, point, fork, cancellationToken), cancellationToken);
    }

    private async Task<ApiResponse> StartOnceAsync(ApiRequest request, OrchestrationMetadata run, ForkPoint point, Fork fork, CancellationToken cancellationToken)
    {
        if (await client.GetInstanceAsync(fork.Id, cancellationToken: cancellationToken) is not { } existing)
        {
            return await StartAsync(request, run, point, fork, cancellationToken);
        }

        var standing = await forks!.ReadAsync(fork.Id, cancellationToken);
        return standing is not null && standing with { At = fork.Overlay.At } == fork.Overlay && ForkInput.IsSame(run, existing.Input, fork.Input)
            ? Accepted(request, fork, existing: true)
            : ApiResponse.Problem(409, "Conflict", $"The run '{fork.Id}' was started with this key, and is another fork or none. Use a new key for a new request, or none.");
    }

    private async Task<ApiResponse> StartAsync(ApiRequest request, OrchestrationMetadata run, ForkPoint point, Fork fork, CancellationToken cancellationToken)
    {
        // First what it will look for, then the run itself: once it has begun, it may look at any moment.
        await forks!.WriteAsync(fork.Id, fork.Overlay, cancellationToken);
        var forked = await client.ForkAsync(
            run.InstanceId, new ForkOptions(fork.Id, point.Step, point.Path) { Input = fork.Input == run.Input ? null : fork.Input }, cancellationToken);
        if (forked.Status != ForkStatus.Forked)
        {
            await forks.WithdrawAsync(fork.Id, forked.Reason ?? "", cancellationToken);
            return forked.Status switch
            {
                ForkStatus.NotFound => RunsHandler.UnknownRun(run.InstanceId),
                ForkStatus.NotSupported => ApiResponse.Problem(501, "Not Implemented", forked.Reason!),
                _ => ApiResponse.Problem(409, "Conflict", $"{forked.Reason} Nothing was started."),
            };
        }

        return Accepted(request, fork, existing: false);
    }

    private static ApiResponse Accepted(ApiRequest request, Fork fork, bool existing)
    {
        var status = request.Link("v1", "runs", fork.Id);
        return ApiResponse.Json(202, new AcceptedRun(fork.Id, status, status + "/artifacts", existing) { Note = fork.Note }, HttpJson.Default.AcceptedRun)
            .With("Location", status)
            .With("Retry-After", "1");
    }

    // No refusal: what is done anew may come out otherwise, and at a gate a human may ask for changes, which a model makes.
    private static string? Note(OrchestrationMetadata run, ForkRequest asked, ForkPoint point)
    {
        var answered = asked.Answer is not null;
        return asked.Model is not { } model || point.AskedBehind || (point.AskedAt && !answered) ? null
            : $"{(answered ? $"No model is asked at '{point.Step}', which has its answer, and none was asked behind it" : $"No model was asked at '{point.Step}' or behind it")} "
                + $"in the run that is forked{(run.IsEnded ? "" : " so far")}: '{model}' is asked only if the fork comes to ask one.";
    }

    private static ForkRequest Tidy(ForkRequest asked) => asked with
    {
        From = asked.From!.Trim(),
        Model = string.IsNullOrWhiteSpace(asked.Model) ? null : asked.Model.Trim(),
        Prompt = string.IsNullOrWhiteSpace(asked.Prompt) ? null : asked.Prompt,
        Answer = string.IsNullOrWhiteSpace(asked.Answer) ? null : asked.Answer,
        Label = string.IsNullOrWhiteSpace(asked.Label) ? null : asked.Label.Trim(),
    };

    private static string? Unacceptable(ForkRequest asked, string by) =>
        string.IsNullOrWhiteSpace(asked.From) ? "'from' is missing: the step from which on the fork goes its own way, such as AskModel#2. GET /v1/runs/{runId}/timeline names the steps."
        : asked.From.Length > MaxFrom ? $"'from' has {asked.From.Length} characters; at most {MaxFrom} are allowed."
        : !string.IsNullOrWhiteSpace(asked.Prompt) && !string.IsNullOrWhiteSpace(asked.Answer) ? "'prompt' and 'answer' exclude each other: where the answer is given, no model is asked."
        : asked.Model is { } model && (model.Length > MaxName || DecisionText.NameProblem(model) is not null) ? $"'model' is not the name of a model: one line of at most {MaxName} characters."
        : asked.Label is { } label && (label.Length > MaxName || DecisionText.NameProblem(label) is not null) ? $"'label' is one line of at most {MaxName} characters."
        : by.Length > GateDecision.MostName ? $"'by' has {by.Length} characters; the limit is {GateDecision.MostName}."
        : DecisionText.NameProblem(by) is not null ? "'by' holds a line end or another character that no name has."
        : null;

    /// <param name="Id">Its id.</param>
    /// <param name="Overlay">What is to be different in it.</param>
    /// <param name="Input">Its input.</param>
    /// <param name="Note">What the caller should know of it; null for nothing.</param>
    private sealed record Fork(string Id, ForkOverlay Overlay, string Input, string? Note);
}
