using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Domain.Audit;
using Workflows.Domain.Gates;
using Workflows.Domain.Orchestration;

namespace Workflows.Http.Tests.Gates;

/// <summary>The gate with its real reading of subjects, and with a record and notices that stay in memory.</summary>
internal sealed class RecordingGateActivities : IActivity<AuditNote, Unit>, IActivity<GateNotice, Unit>
{
    public ConcurrentQueue<AuditNote> Notes { get; } = new();

    public static RecordingGateActivities Register(TaskRegistry registry, IServiceProvider services)
    {
        var activities = new RecordingGateActivities();
        registry
            .AddOrchestrator(GateOrchestrator.Definition, () => new GateOrchestrator())
            .AddActivity(GateActivities.ReadSubject, () => services.GetRequiredKeyedService<IActivity<GateSubject, GateSubject>>(GateActivities.ReadSubject.Name))
            .AddActivity(GateActivities.NotifyGate, () => activities)
            .AddActivity(AuditActivities.RecordAudit, () => activities);
        return activities;
    }

    public Task<Unit> RunAsync(ActivityContext context, AuditNote input, CancellationToken cancellationToken)
    {
        Notes.Enqueue(input);
        return Task.FromResult(Unit.Value);
    }

    public Task<Unit> RunAsync(ActivityContext context, GateNotice input, CancellationToken cancellationToken) => Task.FromResult(Unit.Value);
}
