using Microsoft.Azure.Functions.Worker;
using Workflows.Domain.Agents;
using Workflows.Domain.Audit;
using Workflows.Domain.Budgets;
using Workflows.Domain.Gates;
using Workflows.Domain.Orchestration;
using Workflows.Domain.SourceControl;
using Workflows.Functions.Hosting;

namespace Workflows.Functions.Gates;

/// <summary>The activities of gates, and of what follows an approval, as functions.</summary>
public sealed class GateActivityFunctions(ActivityRunner activities)
{
    /// <summary>Reads what is to be decided on anew.</summary>
    [Function("ReadSubject")]
    public Task<GateSubject> ReadSubjectAsync([ActivityTrigger] GateSubject input, FunctionContext call) =>
        activities.RunAsync(GateActivities.ReadSubject, input, call);

    /// <summary>Tells those who may decide.</summary>
    [Function("NotifyGate")]
    public Task<Unit> NotifyGateAsync([ActivityTrigger] GateNotice input, FunctionContext call) =>
        activities.RunAsync(GateActivities.NotifyGate, input, call);

    /// <summary>Puts something on record.</summary>
    [Function("RecordAudit")]
    public Task<Unit> RecordAuditAsync([ActivityTrigger] AuditNote input, FunctionContext call) =>
        activities.RunAsync(AuditActivities.RecordAudit, input, call);

    /// <summary>Raises a budget by what was decided at a gate.</summary>
    [Function("RaiseBudget")]
    public Task<RaisedBudget> RaiseBudgetAsync([ActivityTrigger] BudgetRaise input, FunctionContext call) =>
        activities.RunAsync(BudgetActivities.RaiseBudget, input, call);

    /// <summary>Commits files to a branch and pushes it.</summary>
    [Function("CommitFiles")]
    public Task<CommitResult> CommitFilesAsync([ActivityTrigger] CommitInput input, FunctionContext call) =>
        activities.RunAsync(SourceControlActivities.CommitFiles, input, call);

    /// <summary>Looks whether the repository of a commit can be reached.</summary>
    [Function("ProbeRepository")]
    public Task<ProbeResult> ProbeRepositoryAsync([ActivityTrigger] RepositoryProbe input, FunctionContext call) =>
        activities.RunAsync(SourceControlActivities.ProbeRepository, input, call);

    /// <summary>Takes a commit back and pushes that.</summary>
    [Function("RevertCommit")]
    public Task<RevertResult> RevertCommitAsync([ActivityTrigger] RevertCommitInput input, FunctionContext call) =>
        activities.RunAsync(SourceControlActivities.RevertCommit, input, call);
}
