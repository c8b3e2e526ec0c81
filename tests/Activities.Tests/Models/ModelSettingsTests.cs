using Microsoft.Extensions.Configuration;
using Workflows.Activities.Models;

namespace Workflows.Activities.Tests.Models;

public sealed class ModelSettingsTests
{
    private const string OpenAiKey = "sk-openai-marker";

    [Theory]
    [InlineData(null)]
    [InlineData("https://api.openai.com/v1")]
    [InlineData("https://API.openai.com")]
    [InlineData("https://eu.api.openai.com/v1")]
    public void The_key_for_OpenAI_stands_in_where_there_is_no_other(string? address)
    {
        var (options, problem, _) = Read(("OPENAI_API_KEY", OpenAiKey), ("LLM_BASE_URL", address));

        Assert.Null(problem);
        Assert.Equal((OpenAiKey, "OPENAI_API_KEY"), (options!.ApiKey, options.KeyName));
        Assert.DoesNotContain(OpenAiKey, options.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.org/v1")]
    [InlineData("http://api.openai.com/v1")]
    [InlineData("https://api.openai.com:8443/v1")]
    [InlineData("https://api.openai.com.example.org/v1")]
    [InlineData("https://evil-api.openai.com/v1")]
    [InlineData("https://example.org/api.openai.com")]
    [InlineData("http://127.0.0.1:8000/v1")]
    public void The_key_for_OpenAI_goes_to_nobody_else(string address)
    {
        var (options, problem, wanted) = Read(("OPENAI_API_KEY", OpenAiKey), ("LLM_BASE_URL", address));

        Assert.Equal((null, true), (options, wanted));
        Assert.Equal("LLM_API_KEY is not set, and OPENAI_API_KEY goes to OpenAI alone, which LLM_BASE_URL is not", problem);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://example.org/v1")]
    public void The_key_of_this_product_goes_first(string? address)
    {
        var (options, _, _) = Read(("LLM_API_KEY", "own"), ("OPENAI_API_KEY", OpenAiKey), ("LLM_BASE_URL", address));

        Assert.Equal(("own", "LLM_API_KEY"), (options!.ApiKey, options.KeyName));
    }

    [Fact]
    public void A_key_that_no_header_may_hold_names_its_own_setting() =>
        Assert.StartsWith("OPENAI_API_KEY holds a blank", Read(("OPENAI_API_KEY", "two words")).Problem, StringComparison.Ordinal);

    private static (ModelOptions? Options, string? Problem, bool Wanted) Read(params (string Name, string? Value)[] settings) => new ModelSettings(
        new ConfigurationBuilder().AddInMemoryCollection([.. settings.Select(one => KeyValuePair.Create(one.Name, one.Value)), new("USE_REAL_LLM", "true")]).Build())
        .Read("implementer", agent: true);
}
