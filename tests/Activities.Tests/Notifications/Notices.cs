using Workflows.Domain.Artifacts;
using Workflows.Domain.Gates;

namespace Workflows.Activities.Tests.Notifications;

/// <summary>Notices of a gate of <c>generate-tests</c>.</summary>
internal static class Notices
{
    public static GateNotice Opened(Func<GateStatus, GateStatus>? change = null)
    {
        var subject = new GateSubject("Tests for Ping", "2 of 2 tests passed.", [new GateItem("PingTests.cs", new ArtifactRef("run-1", "tests/PingTests.cs", 12, new string('a', 64), "text/x-csharp"))]);
        var gate = new GateStatus
        {
            RunId = "run-1",
            Workflow = "generate-tests",
            Name = "approve-tests",
            Round = 1,
            State = GateState.Open,
            Subject = subject,
            ContentHash = subject.ContentHash,
            Rules = new GateRules(),
            OpenedAt = DateTimeOffset.FromUnixTimeMilliseconds(1769846420000),
        };
        return new GateNotice("run-1:approve-tests:1", GateNoticeKind.Opened, 1, change?.Invoke(gate) ?? gate);
    }
}
