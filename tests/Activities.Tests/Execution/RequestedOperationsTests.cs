using Workflows.Activities.Execution.Coverage;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.Tests.Execution;

public sealed class RequestedOperationsTests
{
    [Theory]
    [InlineData("GET /ping", "GET", "/ping")]
    [InlineData("GET /ping", "GET", "/ping?x=/a/b")]
    [InlineData("GET /", "GET", "/")]
    [InlineData("GET /items/{id}", "GET", "/items/a%2Fb")]
    [InlineData("GET /files/{name}.json", "GET", "/files/a.json.json")]
    [InlineData("GET /maps/{x},{y}", "GET", "/maps/1,2")]
    [InlineData("GET /größe", "GET", "/gr%C3%B6%C3%9Fe")]
    [InlineData("GET /find?kind=a", "GET", "/find?kind=a")]
    public void A_request_that_fits_counts(string operation, string method, string target) =>
        Assert.Equal(1, Requested("http://api", [operation], (method, target)).Requested);

    [Theory]
    [InlineData("GET /ping", "POST", "/ping")]
    [InlineData("GET /ping", "GET", "/Ping")]
    [InlineData("GET /ping", "GET", "/ping/")]
    [InlineData("GET /items/{id}", "GET", "/items/")]
    [InlineData("GET /items/{id}", "GET", "/items/a/b")]
    [InlineData("GET /files/{name}.json", "GET", "/files/.json")]
    [InlineData("GET /maps/{x},{y}", "GET", "/maps/1,")]
    [InlineData("GET /find?kind=a", "GET", "/find?kind=b")]
    public void A_request_that_does_not_fit_does_not_count(string operation, string method, string target)
    {
        var coverage = Requested("http://api", [operation], (method, target));
        Assert.Equal((1, 0), (coverage.Operations, coverage.Requested));
        Assert.Equal([operation], coverage.Missed);
    }

    [Theory]
    [InlineData("/v1/ping", 1)]
    [InlineData("/ping", 0)]
    [InlineData("/v2/ping", 0)]
    public void Paths_are_relative_to_the_base_address(string target, int requested) =>
        Assert.Equal(requested, Requested("http://api/v1/", ["GET /ping"], ("GET", target)).Requested);

    [Theory]
    [InlineData("/items/mine", "GET /items/{id}")]
    [InlineData("/items/5", "GET /items/mine")]
    public void The_most_exact_operation_counts_alone(string target, string missed)
    {
        Assert.Equal([missed], Requested("http://api", ["GET /items/{id}", "GET /items/mine"], ("GET", target)).Missed);
        Assert.Equal([missed], Requested("http://api", ["GET /items/mine", "GET /items/{id}"], ("GET", target)).Missed);
    }

    private static Domain.GenerateTests.ApiCoverage Requested(string baseUrl, string[] operations, params (string Method, string Target)[] requests)
    {
        var requested = new RequestedOperations(
            [.. operations.Select(operation => operation.Split(' ')).Select(parts => new ApiOperation(parts[0], parts[1], null, null, [], null, [], [], null))], new Uri(baseUrl));
        foreach (var (method, target) in requests)
        {
            requested.Requested(method, target);
        }

        return requested.Describe(null);
    }
}
