using FsCheck;
using FsCheck.Fluent;
using Workflows.Domain.Budgets;

namespace Workflows.Domain.Tests.Budgets;

public sealed class BudgetTopUpTests
{
    [Theory]
    [InlineData("2.50 usd", 0, 2.5)]
    [InlineData("  50000   Tokens ", 50000, 0)]
    [InlineData("2 USD, 50000 tokens", 50000, 2)]
    [InlineData("1 tokens,0.000001 usd", 1, 0.000001)]
    public void An_amount_is_a_number_with_its_unit(string text, long tokens, double usd) =>
        Assert.Equal(new BudgetAmount(tokens, (decimal)usd), BudgetTopUp.Parse(text).Amount);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("5 eur")]
    [InlineData("usd 5")]
    [InlineData("-5 usd")]
    [InlineData("0 usd")]
    [InlineData("1,000 tokens")]
    [InlineData("1e9 tokens")]
    [InlineData("2.5 tokens")]
    [InlineData("0.0000001 usd")]
    [InlineData("1000001 usd")]
    [InlineData("1000000000001 tokens")]
    [InlineData("5 usd, 5 usd")]
    [InlineData("5 usd please")]
    [InlineData("٥ usd")]
    [InlineData("99999999999999999999999999999999 usd")]
    public void Anything_else_is_refused_with_an_example(string? text)
    {
        var (amount, problem) = BudgetTopUp.Parse(text);

        Assert.Null(amount);
        Assert.Contains("2.50 usd", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_is_read_as_the_same_amount() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 1_000_000).ToArbitrary(), Gen.Choose(1, 1_000_000).ToArbitrary(), (tokens, millionths) =>
            BudgetTopUp.Parse(BudgetTopUp.Text(new BudgetAmount(tokens, millionths / 1_000_000m))).Amount == new BudgetAmount(tokens, millionths / 1_000_000m)));
}
