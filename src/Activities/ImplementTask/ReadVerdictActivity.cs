using System.Text;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Execution;
using Workflows.Activities.Logging;
using Workflows.Domain.Artifacts;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.ImplementTask;

/// <summary>Takes the verdict out of the reviewer's answer, and holds it against what the loop itself has seen.</summary>
internal sealed class ReadVerdictActivity(IArtifactStore artifacts, ILogger<ReadVerdictActivity> logger) : IActivity<ReadVerdictInput, ReviewReading>
{
    public async Task<ReviewReading> RunAsync(ActivityContext context, ReadVerdictInput input, CancellationToken cancellationToken)
    {
        using var scope = RunScope.Begin(logger, input.RunId, context.ActivityName);
        var review = Encoding.UTF8.GetString(await artifacts.ReadRequiredAsync(input.Answer, cancellationToken));
        var reading = new ReviewReading(
            VerdictRuling.Of(VerdictParser.Read(review), input.Tests, input.RedFlags, input.Infrastructure), ReviewText.KeyOf(review)).After(input);
        ImplementTaskLog.Judged(
            logger, input.Round, reading.Verdict.Passed ? "PASS" : "FAIL", SafeText.OneLine(reading.Verdict.Overruled ?? "as the reviewer says"));
        return reading;
    }
}
