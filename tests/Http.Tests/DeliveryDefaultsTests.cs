using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Workflows.Domain.Gates;
using Workflows.Http.Product;

namespace Workflows.Http.Tests;

public sealed class DeliveryDefaultsTests
{
    [Fact]
    public void Without_a_repository_nothing_is_delivered() => Assert.Null(DeliveryDefaults.From(Settings(("Gates:Users", "alice"))));

    [Fact]
    public void Settings_become_the_rules_of_the_gate()
    {
        var rules = Read(
            ("Gates:Users", "alice, bob,ALICE"), ("Gates:Roles", "leads"), ("Gates:Quorum", "2"), ("Gates:DeadlineHours", "1.5"), ("Gates:RemindHours", "0.5"),
            ("Gates:AtDeadline", "escalate"), ("Gates:EscalateTo", "carol"), ("Gates:RequesterMayDecide", "false")).Rules;

        Assert.Equal(["alice", "bob"], rules.Users);
        Assert.Equal(["leads"], rules.Roles);
        Assert.Equal((2, TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(30)), (rules.Quorum, rules.Deadline, rules.RemindEvery));
        Assert.Equal((GateDeadlineAction.Escalate, false), (rules.AtDeadline, rules.RequesterMayDecide));
        Assert.Equal(["carol"], rules.EscalateTo);
    }

    [Fact]
    public void A_request_approves_itself_only_where_no_approver_is_named_or_the_setting_says_so()
    {
        Assert.True(Read().AllowAutoApprove);
        Assert.False(Read(("Gates:Users", "alice")).AllowAutoApprove);
        Assert.False(Read(("Gates:Roles", "leads")).AllowAutoApprove);
        Assert.True(Read(("Gates:Users", "alice"), ("Gates:AllowAutoApprove", "true")).AllowAutoApprove);
    }

    [Theory]
    [InlineData("Gates:Quorum", "0")]
    [InlineData("Gates:DeadlineHours", "-1")]
    [InlineData("Gates:RemindHours", "soon")]
    [InlineData("Gates:AtDeadline", "approve")]
    [InlineData("Gates:AtDeadline", "1")]
    [InlineData("Gates:RequesterMayDecide", "perhaps")]
    [InlineData("Gates:MaxReviews", "11")]
    public void A_wrong_value_names_itself(string name, string value) =>
        Assert.Contains($"{name} is '{value}'", Assert.Throws<OptionsValidationException>(() => Read((name, value))).Message, StringComparison.Ordinal);

    [Fact]
    public void Rules_that_nobody_could_meet_are_refused()
    {
        Assert.Contains("Gates:Quorum is 2", Assert.Throws<OptionsValidationException>(() => Read(("Gates:Users", "alice"), ("Gates:Quorum", "2"))).Message, StringComparison.Ordinal);
        Assert.Contains("Gates:EscalateTo", Assert.Throws<OptionsValidationException>(() => Read(("Gates:AtDeadline", "Escalate"))).Message, StringComparison.Ordinal);
    }

    private static DeliveryDefaults Read(params (string Name, string Value)[] settings) =>
        DeliveryDefaults.From(Settings([.. settings, (DeliveryDefaults.RepositorySetting, "/repositories/tests.git")]))!;

    private static IConfigurationRoot Settings(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Name, setting.Value))).Build();
}
