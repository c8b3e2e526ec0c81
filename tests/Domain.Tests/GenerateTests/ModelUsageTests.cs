using FsCheck;
using FsCheck.Fluent;
using Workflows.Domain.GenerateTests;

namespace Workflows.Domain.Tests.GenerateTests;

public sealed class ModelUsageTests
{
    private static readonly Arbitrary<(ModelUsage A, ModelUsage B, ModelUsage C)> Three = (
        from a in Usage()
        from b in Usage()
        from c in Usage()
        select (a, b, c)).ToArbitrary();

    [Fact]
    public void Nothing_changes_nothing() =>
        Prop.ForAll(Three, u => u.A.Plus(ModelUsage.None) == u.A && ModelUsage.None.Plus(u.A) == u.A).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_does_not_matter() =>
        Prop.ForAll(Three, u => u.A.Plus(u.B) == u.B.Plus(u.A) && u.A.Plus(u.B).Plus(u.C) == u.A.Plus(u.B.Plus(u.C))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_cost_that_is_known_once_stays_known()
    {
        Assert.Null(new ModelUsage(1, 2, null).Plus(new ModelUsage(3, 4, null)).CostUsd);
        Assert.Equal(new ModelUsage(4, 6, 0.5m), new ModelUsage(1, 2, 0.5m).Plus(new ModelUsage(3, 4, null)));
        Assert.Equal(0.75m, new ModelUsage(0, 0, 0.5m).Plus(new ModelUsage(0, 0, 0.25m)).CostUsd);
    }

    private static Gen<ModelUsage> Usage() =>
        from input in Gen.Choose(0, 1_000_000)
        from output in Gen.Choose(0, 1_000_000)
        from cost in Gen.Choose(-1, 100_000)
        select new ModelUsage(input, output, cost < 0 ? null : cost / 1000m);
}
