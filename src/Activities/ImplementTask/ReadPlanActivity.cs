using System.Text;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Execution;
using Workflows.Activities.Logging;
using Workflows.Domain.Artifacts;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.ImplementTask;

/// <summary>Takes the plan out of the planner's answer, within its limits, and finds what real infrastructure is asked for.</summary>
internal sealed class ReadPlanActivity(IArtifactStore artifacts, ILogger<ReadPlanActivity> logger) : IActivity<ReadPlanInput, TaskPlan>
{
    public async Task<TaskPlan> RunAsync(ActivityContext context, ReadPlanInput input, CancellationToken cancellationToken)
    {
        using var scope = RunScope.Begin(logger, input.RunId, context.ActivityName);
        var answer = Encoding.UTF8.GetString(await artifacts.ReadRequiredAsync(input.Answer, cancellationToken));
        var task = Encoding.UTF8.GetString(await artifacts.ReadRequiredAsync(input.Task.Text, cancellationToken));
        var plan = PlanParser.Read(answer) ?? new ParsedPlan([], [], null);
        var text = plan.ToText();
        // Not over the plan before: what a person approved or sent back stays as it was shown.
        var artifact = await artifacts.WriteAsync(input.RunId, $"plans/plan-{input.Version}.txt", Encoding.UTF8.GetBytes(text), "text/plain", cancellationToken);
        ImplementTaskLog.Planned(logger, plan.Points.Count, plan.Criteria.Count, plan.Cut ?? "nothing cut off");
        return new TaskPlan(artifact, plan.Points.Count, plan.Criteria.Count, plan.Cut, RealInfrastructure.In($"{task}\n\n{text}"));
    }
}
