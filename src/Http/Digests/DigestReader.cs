using System.Text.Json;
using Workflows.Domain.Client;
using Workflows.Domain.Gates;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Texts;
using Workflows.Http.Contracts;
using Workflows.Http.Gates;
using Workflows.Http.Inboxes;
using Workflows.Http.Product;
using Workflows.Http.Reverts;

namespace Workflows.Http.Digests;

/// <summary>Puts together what happened over a time, and what waits now.</summary>
internal sealed class DigestReader(OrchestrationClient client, InboxReader inbox, RevertReader reverts, TimeProvider time)
{
    private const int MostListed = 100;
    private const int MostWaiting = 50;
    private const int MostRead = 5000;
    private const int MostLive = 50_000;
    private const int PageSize = 500;

    private static readonly OrchestrationRuntimeStatus[] Ends =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    private static readonly OrchestrationRuntimeStatus[] Live =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended, OrchestrationRuntimeStatus.ContinuedAsNew];

    public async Task<Digest> ReadAsync(ApiRequest request, DateTimeOffset since, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var window = new OrchestrationQuery { UpdatedFrom = since, UpdatedTo = until, Statuses = Ends, PageSize = PageSize, FetchPayloads = true };
        var (ended, more) = await EndedAsync(request, window with { TopLevelOnly = true }, cancellationToken);
        var (decisions, moreDecisions) = await DecisionsAsync(window with { Name = GateOrchestrator.Definition.Name }, since, until, cancellationToken);
        // Every gate that waits is read for the inbox anyway: what was approved there so far, and which runs wait. What is near its deadline comes first.
        var atGates = new HashSet<string>(StringComparer.Ordinal);
        var waiting = await inbox.ReadAsync(request, null, MostListed, gate =>
        {
            atGates.Add(gate.Status!.RunId);
            decisions.AddRange(Decisions(gate, since, until));
        }, cancellationToken);
        var (live, moreLive) = await LiveAsync(cancellationToken);
        var worked = await WholeAsync(request, live.Where(run => run.LastUpdatedAt >= since && run.LastUpdatedAt <= until), cancellationToken);
        var running = live.FindAll(run => !atGates.Contains(run.InstanceId));
        var suspended = await WholeAsync(request, live.Where(run => run.RuntimeStatus == OrchestrationRuntimeStatus.Suspended), cancellationToken);
        var commits = ended.Where(run => run.Delivery?.Commit is not null).ToList();
        var risks = Risks(ended, suspended, waiting.Items, time.GetUtcNow());
        var (finished, failed, rejected, terminated) = (
            ended.FindAll(run => run.Status == RunStatus.Finished && !run.IsRejected), ended.FindAll(run => run.Status == RunStatus.Failed),
            ended.FindAll(run => run.IsRejected), ended.FindAll(run => run.Status == RunStatus.Terminated));
        return new Digest
        {
            Since = since.UtcDateTime,
            Until = until.UtcDateTime,
            Finished = Listed(finished),
            Failed = Listed(failed),
            Rejected = Listed(rejected),
            Terminated = Listed(terminated),
            Waiting = [.. waiting.Items.Take(MostWaiting)],
            Running = [.. await WholeAsync(request, running, cancellationToken)],
            Counts = new DigestCounts(
                finished.Count, failed.Count, rejected.Count, terminated.Count, waiting.Total, running.Count, decisions.Count, commits.Count, risks.Count),
            Spent = ended.Concat(worked).Aggregate(ModelUsage.None, (sum, run) => sum.Plus(run.Usage ?? ModelUsage.None)),
            Decisions = [.. decisions.OrderByDescending(decision => decision.At).Take(MostListed)],
            Commits = await Task.WhenAll(commits.Take(MostListed).Select(run => CommitAsync(request, run, cancellationToken))),
            Risks = [.. risks.Take(MostListed)],
            Truncated = more || moreLive || moreDecisions,
        };
    }

    private async Task<DigestCommit> CommitAsync(ApiRequest request, Run run, CancellationToken cancellationToken)
    {
        var commit = run.Delivery!.Commit!;
        var told = RevertView.Told(request, run.RunId, run.Delivery, commit, await reverts.FindAsync(run.RunId, cancellationToken));
        return new DigestCommit(run.RunId, commit.Repository, commit.Branch, commit.Sha, told.By) { Reverted = told.Revert, RevertUrl = told.RevertUrl };
    }

    // What is kept of a run is its view, not its payloads.
    private async Task<(List<Run> Runs, bool More)> EndedAsync(ApiRequest request, OrchestrationQuery query, CancellationToken cancellationToken)
    {
        var runs = new List<Run>();
        do
        {
            var page = await client.QueryAsync(query, cancellationToken);
            runs.AddRange(page.Instances.Select(instance => RunView.Whole(request, instance)));
            query = query with { ContinuationToken = page.ContinuationToken };
        }
        while (query.ContinuationToken is not null && runs.Count < MostRead);
        runs.Sort((one, other) => other.LastUpdatedAt.CompareTo(one.LastUpdatedAt));
        return (runs, query.ContinuationToken is not null);
    }

    // Without payloads: most of them wait, and nothing but their number is told.
    private async Task<(List<OrchestrationMetadata> Runs, bool More)> LiveAsync(CancellationToken cancellationToken)
    {
        var query = new OrchestrationQuery { Statuses = Live, TopLevelOnly = true, PageSize = PageSize };
        var runs = new List<OrchestrationMetadata>();
        do
        {
            var page = await client.QueryAsync(query, cancellationToken);
            runs.AddRange(page.Instances);
            query = query with { ContinuationToken = page.ContinuationToken };
        }
        while (query.ContinuationToken is not null && runs.Count < MostLive);
        runs.Sort((one, other) => other.LastUpdatedAt.CompareTo(one.LastUpdatedAt));
        return (runs, query.ContinuationToken is not null);
    }

    private async Task<List<Run>> WholeAsync(ApiRequest request, IEnumerable<OrchestrationMetadata> runs, CancellationToken cancellationToken)
    {
        var whole = new List<Run>();
        foreach (var run in runs.Take(MostListed))
        {
            if (await client.GetInstanceAsync(run.InstanceId, cancellationToken: cancellationToken) is { } found)
            {
                whole.Add(RunView.Whole(request, found));
            }
        }

        return whole;
    }

    private async Task<(List<DigestDecision> Decisions, bool More)> DecisionsAsync(
        OrchestrationQuery query, DateTimeOffset since, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var found = new List<DigestDecision>();
        var read = 0;
        do
        {
            var page = await client.QueryAsync(query, cancellationToken);
            read += page.Instances.Count;
            found.AddRange(page.Instances.Select(GateInstance.From).OfType<GateInstance>().SelectMany(gate => Decisions(gate, since, until)));
            query = query with { ContinuationToken = page.ContinuationToken };
        }
        while (query.ContinuationToken is not null && read < MostRead);
        return (found, query.ContinuationToken is not null);
    }

    private static IEnumerable<DigestDecision> Decisions(GateInstance gate, DateTimeOffset since, DateTimeOffset until) =>
        // A fork has the gates that were decided before it: their decisions are the other run's.
        (GateInput.RunOf(gate.Id) == gate.Status?.RunId ? gate.Status?.Taken ?? [] : []).Where(taken => taken.At >= since && taken.At <= until).Select(taken => new DigestDecision(
            gate.Id, gate.Status!.RunId, gate.Status.Subject.Title, taken.Kind.ToString(), taken.By, taken.At.UtcDateTime, taken.Text));

    private static List<DigestRisk> Risks(List<Run> ended, List<Run> suspended, IReadOnlyList<InboxItem> waiting, DateTimeOffset now)
    {
        var near = (now + InboxReader.Near).UtcDateTime;
        return
        [
            .. waiting.Where(item => item.DeadlineAt <= near).Select(item => new DigestRisk(item.RunId,
                item.DeadlineAt <= now.UtcDateTime ? $"The deadline of '{item.Title}' has passed." : $"'{item.Title}' must be decided by {item.DeadlineAt:yyyy-MM-dd HH:mm} UTC.", item.Url)),
            .. ended.Where(run => run.Status == RunStatus.Failed).Select(run => new DigestRisk(run.RunId, $"It failed, and can be rewound: {run.Error?.Message}", run.Url)),
            .. ended.Where(run => run.Outcome == RunSummary.OutcomeWord(GenerateTestsOutcome.TestsFailed)).Select(run => new DigestRisk(run.RunId,
                run.Tests is { } tests ? $"{tests.Failed} of {Counted.Of(tests.Total, "test")} failed." : "Its tests failed.", run.Url)),
            .. ended.Where(run => run is { Task: not null, Status: RunStatus.Finished, IsGood: false, IsRejected: false }).Select(run => new DigestRisk(run.RunId,
                $"The task is not done: {run.Task!.Reason ?? run.Outcome}", run.Url)),
            .. suspended.Select(run => new DigestRisk(run.RunId, $"It is suspended since {run.LastUpdatedAt:yyyy-MM-dd HH:mm} UTC.", run.Url)),
        ];
    }

    private static List<RunSummary> Listed(List<Run> runs) => [.. runs.Take(MostListed)];
}
