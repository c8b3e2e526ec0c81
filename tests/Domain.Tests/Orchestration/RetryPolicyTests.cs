using FsCheck;
using FsCheck.Fluent;
using Workflows.Domain.Orchestration;

namespace Workflows.Domain.Tests.Orchestration;

public sealed class RetryPolicyTests
{
    private static readonly FailureDetails Failure = new("System.IO.IOException", "the disk is full");

    private static readonly Arbitrary<(RetryPolicy Policy, int Attempt)> Policies = (
        from attempts in Gen.Choose(1, 50)
        from firstMs in Gen.Choose(1, 100_000)
        from coefficient in Gen.Choose(10, 50)
        from maxMs in Gen.Choose(1, 10_000_000)
        from attempt in Gen.Choose(2, 200)
        select (new RetryPolicy(attempts, TimeSpan.FromMilliseconds(firstMs))
        {
            BackoffCoefficient = coefficient / 10.0,
            MaxRetryInterval = TimeSpan.FromMilliseconds(maxMs),
        }, attempt)).ToArbitrary();

    [Fact]
    public void A_wait_is_never_negative_nor_longer_than_the_longest() => Check(
        (policy, attempt) => policy.DelayBefore(attempt) > TimeSpan.Zero && policy.DelayBefore(attempt) <= policy.MaxRetryInterval);

    [Fact]
    public void A_wait_is_never_shorter_than_the_one_before() => Check(
        (policy, attempt) => policy.DelayBefore(attempt + 1) >= policy.DelayBefore(attempt));

    [Fact]
    public void The_first_wait_is_the_first_interval() => Check((policy, _) =>
        policy.DelayBefore(2) == (policy.FirstRetryInterval < policy.MaxRetryInterval ? policy.FirstRetryInterval : policy.MaxRetryInterval));

    [Fact]
    public void Without_a_coefficient_every_wait_is_the_same() => Check((policy, attempt) =>
        (policy with { BackoffCoefficient = 1 }).DelayBefore(attempt) == policy.DelayBefore(2));

    [Fact]
    public void Below_the_longest_each_wait_is_the_one_before_times_the_coefficient() => Check((policy, attempt) =>
    {
        var (before, after) = (policy.DelayBefore(attempt), policy.DelayBefore(attempt + 1));
        return after == policy.MaxRetryInterval
            || Math.Abs((before.Ticks * policy.BackoffCoefficient) - after.Ticks) <= policy.BackoffCoefficient + 1;
    });

    [Fact]
    public void Exactly_as_many_attempts_are_made_as_the_policy_says() => Check((policy, _) =>
    {
        var attempts = 1;
        while (policy.AllowsAnother(attempts, TimeSpan.FromDays(attempts), Failure))
        {
            attempts++;
        }

        return attempts == policy.MaxAttempts;
    });

    [Theory]
    [InlineData(0, true)]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void No_attempt_begins_behind_the_timeout(int elapsedSeconds, bool allowed)
    {
        var policy = new RetryPolicy(10, TimeSpan.FromSeconds(10)) { RetryTimeout = TimeSpan.FromSeconds(30) };

        Assert.Equal(allowed, policy.AllowsAnother(1, TimeSpan.FromSeconds(elapsedSeconds), Failure));
    }

    [Fact]
    public void An_error_that_no_attempt_can_mend_is_found_anywhere_in_the_chain()
    {
        var policy = new RetryPolicy(10, TimeSpan.FromSeconds(1)) { NonRetryableErrorTypes = ["A.Fatal"] };

        Assert.False(policy.AllowsAnother(1, TimeSpan.Zero, new FailureDetails("A.Fatal", "")));
        Assert.False(policy.AllowsAnother(1, TimeSpan.Zero, new FailureDetails("A.Wrapper", "", null, new FailureDetails("A.Fatal", ""))));
        Assert.True(policy.AllowsAnother(1, TimeSpan.Zero, new FailureDetails("A.FatalButOther", "")));
    }

    private static void Check(Func<RetryPolicy, int, bool> property) =>
        Prop.ForAll(Policies, sample => property(sample.Policy, sample.Attempt)).QuickCheckThrowOnFailure();
}
