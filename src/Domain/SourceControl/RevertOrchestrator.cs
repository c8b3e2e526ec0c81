using Workflows.Domain.Audit;
using Workflows.Domain.Orchestration;

namespace Workflows.Domain.SourceControl;

/// <summary>What a run committed is taken back: put on record who asked -> revert the commit -> put a refusal on record, too.</summary>
public sealed class RevertOrchestrator : IOrchestrator<RevertInput, RevertResult>
{
    private const int MostRecorded = 500;

    private static readonly TaskOptions Patient = new(new RetryPolicy(5, TimeSpan.FromSeconds(2))
    {
        BackoffCoefficient = 3,
        NonRetryableErrorTypes = [CommitRefusedException.ErrorType],
    });

    /// <summary>Name and types.</summary>
    public static OrchestratorDefinition<RevertInput, RevertResult> Definition { get; } = new("revert");

    /// <inheritdoc />
    public async Task<RevertResult> RunAsync(OrchestrationContext context, RevertInput input)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(input);
        var at = new DateTimeOffset(context.CurrentUtcDateTime, TimeSpan.Zero);
        await RecordAsync(context, input, at, "revert-requested", input.Reason);
        var result = await context.CallActivityAsync(
            SourceControlActivities.RevertCommit,
            new RevertCommitInput(input.RunId, input.Commit, input.By, input.Channel, input.Reason, at), Patient);
        if (result.Refusal is { } refusal)
        {
            await RecordAsync(context, input, at, "revert-refused", refusal);
        }

        return result;
    }

    // With the time: a revert that was refused may be asked for again, under the same id.
    private static Task<Unit> RecordAsync(OrchestrationContext context, RevertInput input, DateTimeOffset at, string kind, string? reason)
    {
        var data = new Dictionary<string, string>
        {
            ["commit"] = Shortened(input.Commit.Sha),
            ["branch"] = Shortened(input.Commit.Branch),
            ["by"] = Shortened(input.By),
            ["channel"] = Shortened(input.Channel),
        };
        if (reason is not null)
        {
            data["reason"] = Shortened(reason);
        }

        return context.CallActivityAsync(
            AuditActivities.RecordAudit, new AuditNote($"{context.InstanceId}/{at.UtcTicks}/{kind}", input.RunId, kind, data), Patient);
    }

    private static string Shortened(string text) => text.Length > MostRecorded ? text[..MostRecorded] + "…" : text;
}
