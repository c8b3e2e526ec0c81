using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Workflows.Activities.Budgets;
using Workflows.Activities.Models;

namespace Workflows.Activities.Tests.Models;

/// <summary>Prices by the names of models.</summary>
public sealed class ModelPricesTests
{
    [Theory]
    [InlineData("qwen-max", null, 1.6, 6.4)]
    [InlineData("qwen-max", "gpt-4o-mini", 0.15, 0.6)]
    [InlineData("qwen-max", "GPT-4o-Mini", 0.15, 0.6)]
    [InlineData("other", null, 3, 9)]
    [InlineData("qwen-max", "org/a=b:free", 0, 0)]
    public void The_model_that_is_asked_has_its_own_price_and_otherwise_that_of_its_role(string configured, string? chosen, double input, double output)
    {
        var (options, problem, _) = Read(
            " qwen-max = 1.6 / 6.4 ;gpt-4o-mini=0.15/0.6; org/a=b:free=0/0;", chosen,
            ("LLM_MODEL", configured), ("LLM_PRICE_INPUT_PER_1M", "2"), ("LLM_PRICE_OUTPUT_PER_1M", "9"), ("LLM_PRICE_INPUT_PER_1M_GENERATE_TESTS", "3"));

        Assert.Null(problem);
        Assert.Equal(((decimal)input, (decimal)output), (options!.InputPrice, options.OutputPrice));
    }

    [Theory]
    [InlineData("qwen-max", "no model")]
    [InlineData("=1/2", "no model")]
    [InlineData("qwen-max=1.6", "two numbers")]
    [InlineData("qwen-max=1.6/6.4/1", "two numbers")]
    [InlineData("qwen-max=1,6/6,4", "two numbers")]
    [InlineData("qwen-max=-1/2", "two numbers")]
    [InlineData("qwen-max=1/2000000", "two numbers")]
    [InlineData("qwen-max=1/2;QWEN-max=1/3", "price already")]
    public void What_is_not_understood_stops_the_host_and_is_told_with_how_it_should_look(string setting, string what)
    {
        var error = Assert.Throws<OptionsValidationException>(() => BudgetOptions.From(Configuration(("LLM_PRICES", setting)), hasAccount: false));
        Assert.Contains("LLM_PRICES holds '", error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Contains("qwen-max=1.6/6.4;gpt-4o-mini=0.15/0.6", error.Message, StringComparison.Ordinal);
        Assert.Null(Read(setting, null).Options);
    }

    [Fact]
    public void A_limit_in_dollars_is_content_with_the_price_of_the_model()
    {
        (string, string)[] settings = [("USE_REAL_LLM", "true"), ("LLM_API_KEY", "sk-x"), ("LLM_MODEL", "qwen-max"), ("Budgets:MonthUsd", "5")];
        Assert.Throws<OptionsValidationException>(() => BudgetOptions.From(Configuration([.. settings, ("LLM_PRICES", "another=1/2")]), hasAccount: false));
        Assert.Equal(5, BudgetOptions.From(Configuration([.. settings, ("LLM_PRICES", "qwen-max=1/2")]), hasAccount: false).Limits.Month.Usd);
    }

    private static (ModelOptions? Options, string? Problem, bool Wanted) Read(string prices, string? chosen, params (string, string)[] more) =>
        new ModelSettings(Configuration([("USE_REAL_LLM", "true"), ("LLM_API_KEY", "sk-x"), ("LLM_PRICES", prices), .. more])).Read("generate-tests", chosen: chosen);

    private static IConfiguration Configuration(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(one => one.Name, one => (string?)one.Value)).Build();
}
