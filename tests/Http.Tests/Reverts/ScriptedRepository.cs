using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Workflows.Domain.Orchestration;
using Workflows.Domain.SourceControl;

namespace Workflows.Http.Tests.Reverts;

/// <summary>A repository in words: commits and reverts by the script of the run that asks.</summary>
internal sealed class ScriptedRepository : IActivity<CommitInput, CommitResult>, IActivity<RevertCommitInput, RevertResult>
{
    /// <summary>What was asked, in order.</summary>
    public ConcurrentQueue<RevertCommitInput> Asked { get; } = new();

    /// <summary>Why the reverts of a run are refused; a run without an entry is reverted.</summary>
    public ConcurrentDictionary<string, string> Refusals { get; } = new();

    /// <summary>The reverts of a run wait for this; a run without an entry waits for nothing.</summary>
    public ConcurrentDictionary<string, TaskCompletionSource> Locks { get; } = new();

    public static ScriptedRepository Register(TaskRegistry registry)
    {
        var repository = new ScriptedRepository();
        registry
            .AddOrchestrator(RevertOrchestrator.Definition, () => new RevertOrchestrator())
            .AddActivity(SourceControlActivities.CommitFiles, () => repository)
            .AddActivity(SourceControlActivities.RevertCommit, () => repository);
        return repository;
    }

    public Task<CommitResult> RunAsync(ActivityContext context, CommitInput input, CancellationToken cancellationToken) =>
        Task.FromResult(new CommitResult("/srv/repo.git", input.Branch, ShaOf(input.RunId), false));

    public async Task<RevertResult> RunAsync(ActivityContext context, RevertCommitInput input, CancellationToken cancellationToken)
    {
        Asked.Enqueue(input);
        if (Locks.TryGetValue(input.RunId, out var held))
        {
            await held.Task.WaitAsync(cancellationToken);
        }

        return Refusals.TryGetValue(input.RunId, out var refusal)
            ? new RevertResult(input.Commit.Repository, input.Commit.Branch, input.Commit.Sha, null, input.By, input.At, refusal)
            : new RevertResult(input.Commit.Repository, input.Commit.Branch, input.Commit.Sha, new string('f', 40), input.By, input.At);
    }

    private static string ShaOf(string runId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(runId)))[..40];
}
