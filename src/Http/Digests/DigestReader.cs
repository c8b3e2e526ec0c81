using System.Text.Json;
using Workflows.Domain.Client;
using Workflows.Domain.Gates;
using Workflows.Domain.GenerateTests;
using Workflows.Http.Contracts;
using Workflows.Http.Gates;
using Workflows.Http.Inboxes;
using Workflows.Http.Product;

namespace Workflows.Http.Digests;

/// <summary>Puts together what happened over a time, and what waits now.</summary>
internal sealed class DigestReader(OrchestrationClient client, InboxReader inbox, TimeProvider time)
{
    private const int MostListed = 100;
    private const int MostWaiting = 50;
    private const int MostRead = 5000;
    private const int PageSize = 500;

    private static readonly OrchestrationRuntimeStatus[] Ends =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    private static readonly OrchestrationRuntimeStatus[] Live =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended, OrchestrationRuntimeStatus.ContinuedAsNew];

    public async Task<Digest> ReadAsync(ApiRequest request, DateTimeOffset since, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var window = new OrchestrationQuery { UpdatedFrom = since, UpdatedTo = until, Statuses = Ends, PageSize = PageSize, FetchPayloads = true };
        var (ended, more) = await RunsAsync(request, window with { TopLevelOnly = true }, cancellationToken);
        var (live, moreLive) = await RunsAsync(request, new OrchestrationQuery { Statuses = Live, TopLevelOnly = true, PageSize = PageSize, FetchPayloads = true }, cancellationToken);
        // What has a deadline that is near comes first.
        var (waiting, atGates) = await inbox.ReadAsync(request, null, MostListed, cancellationToken);
        var (decisions, moreDecisions) = await DecisionsAsync(window, since, until, cancellationToken);

        var running = live.FindAll(run => !atGates.Contains(run.RunId));
        var commits = ended.Where(run => run.Delivery?.Commit is not null)
            .Select(run => new DigestCommit(run.RunId, run.Delivery!.Commit!.Repository, run.Delivery.Commit.Branch, run.Delivery.Commit.Sha, run.Delivery.By)).ToList();
        var risks = Risks(ended, live, waiting.Items, time.GetUtcNow());
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
            Running = Listed(running),
            Counts = new DigestCounts(
                finished.Count, failed.Count, rejected.Count, terminated.Count, waiting.Total, running.Count, decisions.Count, commits.Count, risks.Count),
            Spent = ended.Concat(live.Where(run => run.LastUpdatedAt >= since.UtcDateTime && run.LastUpdatedAt <= until.UtcDateTime))
                .Aggregate(ModelUsage.None, (sum, run) => sum.Plus(run.Usage ?? ModelUsage.None)),
            Decisions = [.. decisions.OrderByDescending(decision => decision.At).Take(MostListed)],
            Commits = [.. commits.Take(MostListed)],
            Risks = [.. risks.Take(MostListed)],
            Truncated = more || moreLive || moreDecisions,
        };
    }

    // What is kept of a run is its view, not its payloads.
    private async Task<(List<Run> Runs, bool More)> RunsAsync(ApiRequest request, OrchestrationQuery query, CancellationToken cancellationToken)
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

    // Of gates that are over, and of those that wait for further approvals.
    private async Task<(List<DigestDecision> Decisions, bool More)> DecisionsAsync(
        OrchestrationQuery window, DateTimeOffset since, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var found = new List<DigestDecision>();
        var more = false;
        foreach (var asked in new[] { window, window with { Statuses = Live, UpdatedTo = null } })
        {
            var query = asked with { Name = GateOrchestrator.Definition.Name };
            var read = 0;
            do
            {
                var page = await client.QueryAsync(query, cancellationToken);
                read += page.Instances.Count;
                foreach (var gate in page.Instances.Select(GateInstance.From).OfType<GateInstance>())
                {
                    found.AddRange((gate.Status?.Taken ?? []).Where(taken => taken.At >= since && taken.At <= until).Select(taken => new DigestDecision(
                        gate.Id, gate.Status!.RunId, gate.Status.Subject.Title, taken.Kind.ToString(), taken.By, taken.At.UtcDateTime, taken.Text)));
                }

                query = query with { ContinuationToken = page.ContinuationToken };
            }
            while (query.ContinuationToken is not null && read < MostRead);
            more |= query.ContinuationToken is not null;
        }

        return (found, more);
    }

    private static List<DigestRisk> Risks(List<Run> ended, List<Run> live, IReadOnlyList<InboxItem> waiting, DateTimeOffset now)
    {
        var near = (now + InboxReader.Near).UtcDateTime;
        return
        [
            .. waiting.Where(item => item.DeadlineAt <= near).Select(item => new DigestRisk(item.RunId,
                item.DeadlineAt <= now.UtcDateTime ? $"The deadline of '{item.Title}' has passed." : $"'{item.Title}' must be decided by {item.DeadlineAt:yyyy-MM-dd HH:mm} UTC.", item.Url)),
            .. ended.Where(run => run.Status == RunStatus.Failed).Select(run => new DigestRisk(run.RunId, $"It failed, and can be rewound: {run.Error?.Message}", run.Url)),
            .. ended.Where(run => run.Outcome == RunSummary.OutcomeWord(GenerateTestsOutcome.TestsFailed)).Select(run => new DigestRisk(run.RunId,
                run.Tests is { } tests ? $"{tests.Failed} of {tests.Total} tests failed." : "Its tests failed.", run.Url)),
            .. live.Where(run => run.Status == RunStatus.Suspended).Select(run => new DigestRisk(run.RunId, $"It is suspended since {run.LastUpdatedAt:yyyy-MM-dd HH:mm} UTC.", run.Url)),
        ];
    }

    private static List<RunSummary> Listed(List<Run> runs) => [.. runs.Take(MostListed)];
}
