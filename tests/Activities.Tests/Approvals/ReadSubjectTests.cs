using Workflows.Activities.Approvals;
using Workflows.Activities.Tests.Execution;
using Workflows.Domain.Gates;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Tests.Approvals;

public sealed class ReadSubjectTests
{
    [Fact]
    public async Task Unchanged_content_keeps_its_hash_and_changed_or_lost_content_does_not()
    {
        var artifacts = new MemoryArtifacts();
        var kept = await artifacts.WriteAsync("run", "kept.cs", "1"u8.ToArray(), "text/plain", CancellationToken.None);
        var changed = await artifacts.WriteAsync("run", "changed.cs", "1"u8.ToArray(), "text/plain", CancellationToken.None);
        var lost = kept with { Name = "lost.cs" };
        var activity = new ReadSubject(artifacts);

        var same = await RunAsync(new GateSubject("t", "s", [new GateItem("Kept", kept), new GateItem("Changed", changed)]));
        Assert.Equal(new GateSubject("t", "s", [new GateItem("Kept", kept), new GateItem("Changed", changed)]).ContentHash, same.ContentHash);

        var other = await artifacts.WriteAsync("run", "changed.cs", "22"u8.ToArray(), "text/plain", CancellationToken.None);
        var now = await RunAsync(new GateSubject("t", "s", [new GateItem("Kept", kept), new GateItem("Changed", changed), new GateItem("Lost", lost)]));

        Assert.Equal([kept.Sha256, other.Sha256, ""], now.Items.Select(item => item.Artifact.Sha256));
        Assert.Equal(["Kept", "Changed", "Lost"], now.Items.Select(item => item.Label));

        Task<GateSubject> RunAsync(GateSubject subject) => activity.RunAsync(new ActivityContext("gate", "ReadSubject", "k"), subject, CancellationToken.None);
    }
}
