using FsCheck;
using FsCheck.Fluent;
using Workflows.Activities.Execution;
using Workflows.Activities.Execution.Hosts;

namespace Workflows.Activities.Tests.Execution;

public sealed class IsolationPolicyTests
{
    private static readonly IsolationChoice[] Modes = [IsolationChoice.Bubblewrap, IsolationChoice.Process];

    /// <summary>Whatever a host supports and whatever is set: it refuses, or it tries supported fences only, and Auto only where it may choose.</summary>
    [Fact]
    public void A_host_refuses_or_tries_only_what_it_supports()
    {
        var policies = Gen.SubListOf(Modes).SelectMany(modes => Gen.Elements(true, false), (modes, auto) => new IsolationPolicy("a plan", modes, auto));
        var cases = policies.SelectMany(_ => Gen.Elements(Enum.GetValues<IsolationChoice>()), (policy, setting) => (Policy: policy, Setting: setting));

        Prop.ForAll(Arb.From(cases), one =>
        {
            var refusal = one.Policy.Refusal(one.Setting);
            var fences = Fence.Wanted(one.Setting, one.Policy).ToList();
            var tried = fences.Select(fence => fence.Bubblewrap ? IsolationChoice.Bubblewrap : IsolationChoice.Process).ToList();
            Assert.Equal(refusal is not null, fences.Count == 0 && (OperatingSystem.IsLinux() || !one.Policy.Permits(one.Setting, IsolationChoice.Bubblewrap)));
            Assert.All(tried, mode => Assert.Contains(mode, one.Policy.Supported));
            Assert.All(tried, mode => Assert.True(one.Setting == mode || (one.Setting == IsolationChoice.Auto && one.Policy.AllowsAuto)));
            if (refusal is not null)
            {
                Assert.Contains("(a plan)", refusal, StringComparison.Ordinal);
                Assert.Contains("`API_BASE_URL=… dotnet test`", refusal, StringComparison.Ordinal);
                Assert.All(one.Policy.Supported, mode => Assert.Contains($"Execution__Isolation={mode}", refusal, StringComparison.Ordinal));
            }
        }).Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void This_machine_refuses_nothing() =>
        Assert.All(Enum.GetValues<IsolationChoice>(), setting => Assert.Null(IsolationPolicy.ThisMachine.Refusal(setting)));

    [Fact]
    public void A_refusal_is_a_sentence_that_says_what_to_do()
    {
        const string Advice = "host the app on a plan that supports bubblewrap; see docs/azure.md";
        var none = new IsolationPolicy("Azure Functions, Flex Consumption", [], allowsAuto: false) { Advice = Advice };
        var one = new IsolationPolicy("Azure Functions, Elastic Premium", [IsolationChoice.Bubblewrap], allowsAuto: false);

        Assert.Equal(
            "this host (Azure Functions, Flex Consumption) has no isolation mode for generated code. " +
            "Run the published tests yourself with `API_BASE_URL=… dotnet test`, or host the app on a plan that supports bubblewrap; see docs/azure.md.",
            none.Refusal(IsolationChoice.Process));
        Assert.Equal(
            "Execution:Isolation is Auto, and this host (Azure Functions, Elastic Premium) runs generated code only in a mode that is set explicitly. " +
            "Set Execution__Isolation=Bubblewrap, or run the published tests yourself with `API_BASE_URL=… dotnet test`.",
            one.Refusal(IsolationChoice.Auto));
        Assert.Equal(
            "Execution:Isolation is Process, which this host (Azure Functions, Elastic Premium) does not support. " +
            "Set Execution__Isolation=Bubblewrap, or run the published tests yourself with `API_BASE_URL=… dotnet test`.",
            one.Refusal(IsolationChoice.Process));
    }

    [Fact]
    public void A_policy_that_makes_no_sense_is_refused_when_it_is_made()
    {
        Assert.Contains("Bubblewrap, Process, both or none", Assert.Throws<ArgumentException>(() => new IsolationPolicy("a plan", [IsolationChoice.Auto], true)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new IsolationPolicy(" ", [], false));
    }

    [Fact]
    public void What_the_caller_does_with_its_list_later_changes_no_policy()
    {
        List<IsolationChoice> modes = [IsolationChoice.Bubblewrap];
        var policy = new IsolationPolicy("a plan", modes, allowsAuto: true);

        modes.Add(IsolationChoice.Process);

        Assert.NotNull(policy.Refusal(IsolationChoice.Process));
    }
}
