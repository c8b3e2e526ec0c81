using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Workflows.TestHost.WarmUp;

/// <summary>Run by every host before it says that it is ready: what generated tests use is compiled by then. Their results go nowhere.</summary>
public sealed class WarmUpTests
{
    /// <summary>The paths of a plain test that asks an API.</summary>
    [Fact]
    [Trait("feature", "warm-up")]
    public async Task AsksAnAddressWhereNobodyListens()
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("http://127.0.0.1:1/"));
        request.Content = new StringContent("{\"a\":1}", Encoding.UTF8, "application/json");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        try
        {
            using var response = await client.SendAsync(request);
            Assert.NotNull(await response.Content.ReadAsStringAsync());
        }
        catch (HttpRequestException refused)
        {
            Assert.NotNull(refused.Message);
        }
    }

    /// <summary>The paths of a theory, of JSON and of a failure.</summary>
    [Theory]
    [InlineData("a", 1)]
    [InlineData("b", 2)]
    public void Compares(string text, int number)
    {
        var json = JsonNode.Parse($$"""{"text":"{{text}}","number":{{number}}}""");
        Assert.Equal(number, json!["number"]!.GetValue<int>());
        Assert.Contains(text, json.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("b", text);
    }
}
