using System.Net.Http.Json;
using System.Text.Json;
using Workflows.Domain.Tenancy;
using Workflows.Http.Access;

namespace Workflows.Http.Tests.Budgets;

public sealed class BudgetsApiTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Limits_are_set_raised_and_told()
    {
        using var set = await api.Client.PutAsync("/v1/budgets/alice/shop", ApiFixture.Json("""{"run":{"tokens":1000},"month":{"usd":5.5},"by":"root"}"""));
        var budget = await set.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(200, (int)set.StatusCode);
        Assert.True(budget.GetProperty("ownLimits").GetBoolean());
        Assert.Equal(1000, budget.GetProperty("runLimit").GetProperty("tokens").GetInt64());
        Assert.Equal(JsonValueKind.Null, budget.GetProperty("total").GetProperty("limit").GetProperty("usd").ValueKind);

        using var raised = await api.Client.PostAsync("/v1/budgets/alice/shop/raise", ApiFixture.Json("""{"scope":"month","usd":2.25,"id":"r1"}"""));
        using var again = await api.Client.PostAsync("/v1/budgets/alice/shop/raise", ApiFixture.Json("""{"scope":"month","usd":2.25,"id":"r1"}"""));
        Assert.Equal((200, 200), ((int)raised.StatusCode, (int)again.StatusCode));

        var all = await api.Client.GetFromJsonAsync<JsonElement>("/v1/budgets?user=alice");
        var one = Assert.Single(all.GetProperty("budgets").EnumerateArray());
        Assert.Equal(7.75m, one.GetProperty("monthly").GetProperty("limit").GetProperty("usd").GetDecimal());
        Assert.Equal(7.75m, one.GetProperty("monthly").GetProperty("left").GetProperty("usd").GetDecimal());
        Assert.Equal(5.5m, one.GetProperty("monthLimit").GetProperty("usd").GetDecimal());

        using var settings = await api.Client.PutAsync("/v1/budgets/alice/shop", ApiFixture.Json("""{"default":true}"""));
        Assert.False((await settings.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("ownLimits").GetBoolean());
    }

    [Theory]
    [InlineData("PUT", "/v1/budgets/alice/shop", "{}", 422, "default")]
    [InlineData("PUT", "/v1/budgets/alice/shop", """{"default":true,"run":{"tokens":1}}""", 422, "not both")]
    [InlineData("PUT", "/v1/budgets/alice/shop", """{"run":{"tokens":-1}}""", 422, "at least 0")]
    [InlineData("PUT", "/v1/budgets/alice/shop", """{"run":{"tokens":"many"}}""", 400, "$.run.tokens")]
    [InlineData("PUT", "/v1/budgets/Alice/shop", """{"default":true}""", 404, "names no project")]
    [InlineData("POST", "/v1/budgets/alice/shop/raise", """{"scope":"run","usd":1}""", 422, "at its gate")]
    [InlineData("POST", "/v1/budgets/alice/shop/raise", """{"scope":"month"}""", 422, "more than nothing")]
    [InlineData("POST", "/v1/budgets/alice/shop/raise", """{"scope":"month","usd":-1}""", 422, "more than nothing")]
    [InlineData("POST", "/v1/budgets/alice/shop/raise", """{"scope":"month","usd":5,"by":"a\nb"}""", 422, "'by'")]
    [InlineData("POST", "/v1/budgets/alice/shop/raise", "[1]", 400, "scope")]
    public async Task What_is_no_budget_is_refused_with_what_to_send(string method, string path, string body, int status, string word)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = ApiFixture.Json(body) };
        using var response = await api.Client.SendAsync(request);

        await ApiFixture.ProblemAsync(response, status, word);
    }

    [Fact]
    public async Task A_key_sees_the_budget_of_its_own_project_and_changes_none()
    {
        await api.Budgets.SetLimitsAsync(new RunOwner("mallory", "own"), null, "root", CancellationToken.None);
        await api.Budgets.SetLimitsAsync(new RunOwner("victim", "own"), null, "root", CancellationToken.None);
        var caller = new Caller("mallory", new RunOwner("mallory", "own"), [ApiAccess.Read, ApiAccess.Run, ApiAccess.Decide]);

        var list = await AskAsync(caller, "GET", "/v1/budgets", []);
        var other = await AskAsync(caller, "GET", "/v1/budgets", [], ("user", "victim"));
        var raise = await AskAsync(caller, "POST", "/v1/budgets/{user}/{project}/raise", [("user", "mallory"), ("project", "own")]);

        Assert.Equal(["mallory"], list.Body.GetProperty("budgets").EnumerateArray().Select(budget => budget.GetProperty("user").GetString()));
        Assert.Empty(other.Body.GetProperty("budgets").EnumerateArray());
        Assert.Equal(403, raise.Status);
    }

    private async Task<(int Status, JsonElement Body)> AskAsync(
        Caller caller, string method, string pattern, (string Name, string Value)[] route, params (string Name, string Value)[] query)
    {
        var response = await api.Api.AnswerAsync(
            api.Api.Routes.Single(known => known.Method == method && known.Pattern == pattern),
            new ApiRequest
            {
                Method = method,
                BaseUrl = new Uri("http://127.0.0.1/"),
                Caller = caller,
                Route = route.ToDictionary(part => part.Name, part => part.Value),
                Query = query.ToDictionary(part => part.Name, part => new Microsoft.Extensions.Primitives.StringValues(part.Value)),
            }, CancellationToken.None);
        return (response.Status, JsonDocument.Parse(response.Body).RootElement);
    }
}
