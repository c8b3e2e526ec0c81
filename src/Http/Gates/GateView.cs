using System.Text.Json;
using Workflows.Domain.Gates;
using Workflows.Domain.Serialization;
using Workflows.Http.Contracts;
using Workflows.Http.Product;

namespace Workflows.Http.Gates;

/// <summary>Gates in the words of the API.</summary>
internal static class GateView
{
    public static GateSummary Summary(ApiRequest request, GateInstance instance)
    {
        var gate = instance.Status!;
        return new GateSummary(
            instance.Id, gate.RunId, gate.Workflow, gate.Name, gate.Round, State(instance), gate.Subject.Title,
            [.. gate.Rules.Decisions.Select(kind => kind.ToString())], gate.ContentHash, gate.OpenedAt.UtcDateTime, gate.DeadlineAt?.UtcDateTime,
            gate.Taken.Count, gate.Rules.Quorum, Url(request, instance.Id));
    }

    public static GateDetails Details(ApiRequest request, GateInstance instance) => new(
        Summary(request, instance),
        [.. instance.Status!.Subject.Items.Select(item => new GateArtifact(item.Label, RunView.Artifact(request, item.Artifact)))],
        JsonSerializer.SerializeToElement(instance.Status, WorkflowJson.Default.GateStatus),
        request.Link("v1", "runs", instance.Status.RunId));

    /// <summary>The answer to a channel that speaks JSON.</summary>
    public static ApiResponse Answer(ApiRequest request, string gateId, DeskAnswer answer)
    {
        if (answer.Status >= 400)
        {
            return ApiResponse.Problem(answer.Status, Title(answer.Verdict), answer.Detail);
        }

        var body = new GateDecisionAnswer(
            gateId, answer.DecisionId, answer.Verdict.ToString().ToLowerInvariant(), answer.Detail, answer.Gate is { } gate ? State(gate) : nameof(GateState.Open));
        var response = ApiResponse.Json(answer.Status, body, HttpJson.Default.GateDecisionAnswer);
        return answer.Verdict == DeskVerdict.Accepted ? response.With("Location", Url(request, gateId)).With("Retry-After", "2") : response;
    }

    private static string Url(ApiRequest request, string gateId) => request.Link("v1", "gates", gateId);

    // An instance that was ended by force still shows an open gate.
    private static string State(GateInstance instance) =>
        instance is { HasEnded: true, Status.State: GateState.Open } ? "Ended" : (instance.Status?.State ?? GateState.Open).ToString();

    private static string Title(DeskVerdict verdict) => verdict switch
    {
        DeskVerdict.NotAllowed => "Not allowed",
        DeskVerdict.Unknown => "Unknown gate",
        DeskVerdict.Void => "Decision void",
        DeskVerdict.AlreadyDecided => "Already decided",
        DeskVerdict.Over => "Gate over",
        _ => "Decision not acceptable",
    };
}
