using Workflows.Domain.Audit;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Audit;

/// <summary>Puts on record what an orchestrator says has happened. A note that cannot be recorded fails the step, which is then tried again.</summary>
internal sealed class RecordAuditActivity(IAuditLog audit) : IActivity<AuditNote, Unit>
{
    public async Task<Unit> RunAsync(ActivityContext context, AuditNote input, CancellationToken cancellationToken)
    {
        await audit.AppendAsync(input, cancellationToken);
        return Unit.Value;
    }
}
