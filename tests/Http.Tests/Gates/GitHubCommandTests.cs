using Workflows.Domain.Gates;
using Workflows.Http.Gates.Webhooks;

namespace Workflows.Http.Tests.Gates;

public sealed class GitHubCommandTests
{
    private const string Hash = "0123456789ab";

    [Theory]
    [InlineData("/approve 0123456789ab", GateDecisionKind.Approve, null)]
    [InlineData("/approve 0123456789AB  but add one  ", GateDecisionKind.Approve, "but add one")]
    [InlineData("/approve 0123456789ab\r\nbut add\r\none", GateDecisionKind.Approve, "but add\none")]
    [InlineData("/reject 0123456789ab never", GateDecisionKind.Reject, "never")]
    [InlineData("/changes 0123456789ab more\n\n> /approve 0123456789ab\n    /approve 0123456789ab", GateDecisionKind.RequestChanges, "more\n\n> /approve 0123456789ab\n    /approve 0123456789ab")]
    [InlineData("/answer 0123456789ab 42", GateDecisionKind.Answer, "42")]
    internal void A_text_that_begins_with_a_decision_is_one(string body, GateDecisionKind kind, string? text)
    {
        var (command, reason) = GitHubCommand.Read(body);

        Assert.Null(reason);
        Assert.Equal(new GitHubCommand(kind, Hash, text), command);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("looks good")]
    [InlineData("/approve")]
    [InlineData("/approve me")]
    [InlineData("/approve 0123456789a")]
    [InlineData("/approve 0123456789ax")]
    [InlineData("/approve0123456789ab")]
    [InlineData("/approve\u00A00123456789ab")]
    [InlineData("/approve\n0123456789ab")]
    [InlineData("/APPROVE 0123456789ab")]
    [InlineData("/approved 0123456789ab")]
    [InlineData("/reject")]
    [InlineData("/changes please")]
    [InlineData(" /approve 0123456789ab")]
    [InlineData("\n/approve 0123456789ab")]
    [InlineData("    /approve 0123456789ab")]
    [InlineData("> /approve 0123456789ab")]
    [InlineData("```\n/approve 0123456789ab\n```")]
    [InlineData("`/approve 0123456789ab`")]
    [InlineData("<!-- -->/approve 0123456789ab")]
    [InlineData("I would not\n/approve 0123456789ab")]
    [InlineData("/changes 0123456789ab no\n/approve 0123456789ab")]
    [InlineData("/approve 0123456789ab\n```\n/reject 0123456789ab\n```")]
    [InlineData("/approve 0123456789ab\r/reject 0123456789ab")]
    [InlineData("/approve 0123456789ab\u2028/reject 0123456789ab")]
    [InlineData("/approve 01234567890123456789012345678901234567890123456789012345678901234")]
    public void Anything_else_is_none_and_says_why(string? body)
    {
        var (command, reason) = GitHubCommand.Read(body);

        Assert.Null(command);
        Assert.False(string.IsNullOrEmpty(reason));
    }
}
