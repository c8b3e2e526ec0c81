using Workflows.Domain.Artifacts;
using Workflows.Domain.Gates;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Approvals;

/// <summary>Reads what a gate shows anew. An artifact that has gone gets an empty hash, so that it counts as a change.</summary>
internal sealed class ReadSubject(IArtifactStore artifacts) : IActivity<GateSubject, GateSubject>
{
    /// <inheritdoc />
    public async Task<GateSubject> RunAsync(ActivityContext context, GateSubject input, CancellationToken cancellationToken)
    {
        var items = new List<GateItem>(input.Items.Count);
        foreach (var item in input.Items)
        {
            var shown = item.Artifact;
            var now = await artifacts.FindAsync(shown.RunId, shown.Name, cancellationToken);
            items.Add(item with { Artifact = shown with { Sha256 = now?.Sha256 ?? "", Length = now?.Length ?? 0 } });
        }

        return input with { Items = items };
    }
}
