using System.Security.Cryptography;
using System.Text;
using Workflows.Domain.Client;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Serialization;
using Workflows.Domain.Workspaces;
using Workflows.Http.Timelines;

namespace Workflows.Http.Product;

/// <summary>
/// Finds the runs that work on a folder, so that a request for the same work does not begin it a second time. Only who sees every run of
/// the host may name a folder, so the id of a run that is found is no secret to the one who asks.
/// </summary>
internal sealed class FolderRuns(OrchestrationClient client, HostDescription host)
{
    private static readonly OrchestrationRuntimeStatus[] Unfinished =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended, OrchestrationRuntimeStatus.ContinuedAsNew];

    private static readonly OrchestrationRuntimeStatus[] Over = [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed];

    /// <summary>The run that does what is asked for, or else the newest that is not finished; null when none works on the folder.</summary>
    /// <param name="asked">What is asked for, with a folder.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<FolderRun?> FindAsync(ImplementTaskInput asked, CancellationToken cancellationToken)
    {
        var folder = RealFolder.Of(asked.Source.Folder!);
        FolderRun? newest = null;
        await foreach (var (run, input) in OfAsync(folder, new OrchestrationQuery { Statuses = Unfinished }, cancellationToken))
        {
            var found = new FolderRun(run.InstanceId, await DifferencesAsync(run, input, asked, folder, cancellationToken));
            if (found.Differs.Count == 0)
            {
                return found;
            }

            newest ??= found;
        }

        return newest ?? await EndedMeanwhileAsync(asked, folder, cancellationToken);
    }

    // A run that another command left behind goes on as soon as there is a host, and may be over before anybody asks. To whoever types that
    // command again it is the run that was not finished, and not a reason to pay for another one.
    private async Task<FolderRun?> EndedMeanwhileAsync(ImplementTaskInput asked, string folder, CancellationToken cancellationToken)
    {
        if (host.CommandSince is not { } began)
        {
            return null;
        }

        await foreach (var (run, input) in OfAsync(folder, new OrchestrationQuery { Statuses = Over, UpdatedFrom = began }, cancellationToken))
        {
            if (run.CreatedAt < began && await DifferencesAsync(run, input, asked, folder, cancellationToken) is [])
            {
                return new FolderRun(run.InstanceId, []);
            }
        }

        return null;
    }

    private async IAsyncEnumerable<(OrchestrationMetadata Run, ImplementTaskInput Input)> OfAsync(
        string folder, OrchestrationQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            var page = await client.QueryAsync(query with { Name = ImplementTaskRuns.Definition.Name, FetchPayloads = true, ContinuationToken = next }, cancellationToken);
            foreach (var run in page.Instances)
            {
                if (RunView.Read(run.Input, WorkflowJson.Default.ImplementTaskInput) is { Source.Folder: { } worked } input && RealFolder.Of(worked) == folder)
                {
                    yield return (run, input);
                }
            }

            next = page.ContinuationToken;
        }
        while (next is not null);
    }

    private async Task<IReadOnlyList<string>> DifferencesAsync(
        OrchestrationMetadata run, ImplementTaskInput known, ImplementTaskInput asked, string folder, CancellationToken cancellationToken)
    {
        List<string> differs = [];
        void Compare(bool isSame, string what)
        {
            if (!isSame)
            {
                differs.Add(what);
            }
        }

        // A fork goes its own way, which nobody asks for by naming the folder.
        Compare(run.ForkedFrom is null, "that it is no fork");
        Compare(await IsSameTaskAsync(run, folder, cancellationToken), "the task (project/tasks/current.md)");
        Compare(known.ApprovePlan == asked.ApprovePlan, "approvePlan");
        Compare(known.Delivery.AutoApprove == asked.Delivery.AutoApprove, "commit");
        Compare(known.Settings.MaxRounds == asked.Settings.MaxRounds, "maxRounds");
        Compare(known.Settings.TestCommand == asked.Settings.TestCommand, "testCommand");
        Compare(known.Settings with { MaxRounds = 0, TestCommand = "" } == asked.Settings with { MaxRounds = 0, TestCommand = "" }, "the limits (settings ORCH_…)");
        Compare(known.Label == asked.Label, "label");
        Compare(known.Delivery.Rules.Requester == asked.Delivery.Rules.Requester, "requestedBy");
        return differs;
    }

    // A run that has not yet read its task will read what lies there now; one that writes back may have written another text itself.
    private async Task<bool> IsSameTaskAsync(OrchestrationMetadata run, string folder, CancellationToken cancellationToken)
    {
        var steps = TimelineBuilder.Build(await client.GetHistoryAsync(run.InstanceId, cancellationToken) ?? []);
        var read = steps.LastOrDefault(step => step.Name == ImplementTaskActivities.ReadTask.Name);
        if (RunView.Read(read?.Result, WorkflowJson.Default.TaskBrief) is not { } task || steps.Any(step => step.Name == WorkspaceActivities.ApplyWorkspace.Name))
        {
            return true;
        }

        try
        {
            var text = (await File.ReadAllTextAsync(Path.Combine(folder, "project", "tasks", "current.md"), Encoding.UTF8, cancellationToken)).TrimStart('\uFEFF');
            return EffectivelyEmpty.Is(text) ? task.IsDemo : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))) == task.Text.Sha256;
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
