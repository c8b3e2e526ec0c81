using Workflows.Domain.Gates;

namespace Workflows.Http.Gates.Webhooks;

/// <summary>
/// Takes decisions from GitHub. The gate is the one open gate whose content has the hash that the text names; none or two of them, and
/// nothing is decided. Only people who belong to the repository decide (owner, member, collaborator), and those whom the gate names. The
/// decision's id is that of the comment or review, which is signed; the headers that name event and delivery are not.
/// </summary>
internal sealed class GitHubHandler(GateChannels channels, GateReader gates, GateDesk desk, HttpApiOptions options, TimeProvider time)
{
    private const int MaxBody = 1024 * 1024;
    private static readonly string[] Belonging = ["OWNER", "MEMBER", "COLLABORATOR"];

    public async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        if (channels.Secrets.GitHub is not { } secret)
        {
            return Deliveries.NotConfigured(WebhookSecrets.GitHubSetting);
        }

        var body = await BoundedBody.ReadAsync(request, MaxBody, "The body of the webhook", options, time, cancellationToken);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var signature = request.Header("X-Hub-Signature-256");
        if (!WebhookSignature.IsGood(signature, secret, body.Bytes))
        {
            return Deliveries.BadSignature($"X-Hub-Signature-256, as GitHub does when the webhook has the secret of {WebhookSecrets.GitHubSetting}");
        }

        if (Deliveries.Id(request, "X-GitHub-Delivery") is not { } delivery)
        {
            return Deliveries.NoId("X-GitHub-Delivery");
        }

        if (request.MediaType != "application/json")
        {
            return Deliveries.NotJson(request);
        }

        return await channels.Deliveries.OnceAsync(
            ["github/" + delivery, "github/" + signature], () => DecideAsync(request, body.Bytes, cancellationToken));
    }

    private async Task<ApiResponse> DecideAsync(ApiRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var (said, noEvent) = GitHubEvent.Read(request.Header("X-GitHub-Event"), body);
        if (said is null)
        {
            return Deliveries.Ignored(noEvent!);
        }

        var (command, noCommand) = GitHubCommand.Read(said.Body);
        if (command is null)
        {
            return Deliveries.Ignored(noCommand!);
        }

        if (Contradiction(said, command) is { } contradiction)
        {
            return Deliveries.Ignored(contradiction);
        }

        var (gate, noGate) = await FindAsync(command.Hash, cancellationToken);
        if (gate is null)
        {
            return Deliveries.Ignored(noGate!);
        }

        if (!Belonging.Contains(said.Association) && !Names(gate.Status!, said.Login))
        {
            return ApiResponse.Problem(403, "Not allowed",
                $"{said.Login} does not belong to the repository. Its owners, members and collaborators may decide, and the users that the gate names.");
        }

        var draft = new DecisionDraft(command.Kind, said.Login, "github", gate.Status!.ContentHash)
        {
            Id = said.Id,
            Text = command.Text,
            Roles = ["github:" + said.Association.ToLowerInvariant()],
        };
        return GateView.Answer(request, gate.Id, await desk.DecideAsync(gate.Id, draft, cancellationToken));
    }

    private async Task<(GateInstance? Gate, string? Reason)> FindAsync(string hash, CancellationToken cancellationToken)
    {
        GateInstance? found = null;
        await foreach (var gate in gates.ListAsync(openOnly: true, runId: null, cancellationToken))
        {
            if (!gate.Status!.ContentHash.StartsWith(hash, StringComparison.Ordinal))
            {
                continue;
            }

            if (found is not null)
            {
                return (null, "More than one open gate shows content with this hash. Write more of its digits, or decide at the gate itself.");
            }

            found = gate;
        }

        return found is null ? (null, "No open gate shows content with this hash: it was decided, or what it shows has changed since.") : (found, null);
    }

    // The button and the text must say the same.
    private static string? Contradiction(GitHubEvent said, GitHubCommand command) => (said.ReviewState, command.Kind) switch
    {
        (null, _) or ("approved", GateDecisionKind.Approve) or ("changes_requested", GateDecisionKind.RequestChanges) => null,
        ("approved" or "changes_requested", _) => $"The review is '{said.ReviewState}' and its text says '{command.Kind}', so neither counts.",
        _ => "A review decides when it approves (/approve) or requests changes (/changes).",
    };

    private static bool Names(GateStatus gate, string login) =>
        gate.Rules.Users.Concat(gate.Escalated ? gate.Rules.EscalateTo : []).Contains(login, StringComparer.OrdinalIgnoreCase);
}
