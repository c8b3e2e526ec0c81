using Workflows.Domain.ImplementTask;
using Workflows.Http.Contracts;

namespace Workflows.Local.Output;

/// <summary>The exit code that a run stands for.</summary>
internal static class RunOutcome
{
    private static readonly string AgentFailed = RunSummary.OutcomeWord(ImplementTaskOutcome.AgentFailed);

    public static ExitCode ExitCode(RunSummary run) => run switch
    {
        { IsGood: true } => Local.ExitCode.Success,
        { Outcome: var outcome } when outcome == AgentFailed => Local.ExitCode.RunFailed,
        { IsRejected: true } => Local.ExitCode.Rejected,
        { Status: RunStatus.Finished } => Local.ExitCode.TestsFailed,
        { IsEnded: true } => Local.ExitCode.RunFailed,
        _ => Local.ExitCode.Success,
    };

    /// <summary>The worst of several runs.</summary>
    public static ExitCode ExitCode(IEnumerable<RunSummary> runs) =>
        runs.Select(ExitCode).DefaultIfEmpty(Local.ExitCode.Success).Max();
}
