using System.Text.Json.Nodes;
using Workflows.Activities.OfflineTests.Requests;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.Tests.OfflineTests;

public sealed class ParameterTextTests
{
    [Theory]
    [InlineData("form", true, """["a","b"]""", "c=a&c=b")]
    [InlineData("form", false, """["a","b"]""", "c=a%2Cb")]
    [InlineData("spaceDelimited", false, """["a","b"]""", "c=a%20b")]
    [InlineData("pipeDelimited", false, """["a","b"]""", "c=a%7Cb")]
    [InlineData("form", true, """{"x":1,"y":true}""", "x=1&y=true")]
    [InlineData("form", false, """{"x":1,"y":2}""", "c=x%2C1%2Cy%2C2")]
    [InlineData("deepObject", true, """{"x":1,"y":{"z":[2,{"w":3}]}}""", "c%5Bx%5D=1&c%5By%5D%5Bz%5D%5B0%5D=2&c%5By%5D%5Bz%5D%5B1%5D%5Bw%5D=3")]
    [InlineData("form", true, "\"a b&c=d\"", "c=a%20b%26c%3Dd")]
    [InlineData("form", true, "null", "c=null")]
    [InlineData("form", true, "[]", "")]
    public void Queries_follow_style_and_explode(string style, bool explode, string value, string expected)
    {
        var pairs = ParameterText.Pairs(Parameter("query", style, explode), JsonNode.Parse(value));

        Assert.Equal(expected, string.Join('&', pairs.Select(pair => $"{ParameterText.Encode(pair.Name)}={ParameterText.Encode(pair.Value)}")));
    }

    [Theory]
    [InlineData("simple", false, "5", "5")]
    [InlineData("simple", false, """["a","b/c"]""", "a,b%2Fc")]
    [InlineData("simple", true, """{"x":1,"y":2}""", "x=1,y=2")]
    [InlineData("simple", false, """{"x":1,"y":2}""", "x,1,y,2")]
    [InlineData("label", false, "5", ".5")]
    [InlineData("label", true, """[1,2]""", ".1.2")]
    [InlineData("matrix", false, "5", ";c=5")]
    [InlineData("matrix", false, "[1,2]", ";c=1,2")]
    [InlineData("matrix", true, "[1,2]", ";c=1;c=2")]
    public void Paths_follow_style_and_explode(string style, bool explode, string value, string expected) =>
        Assert.Equal(expected, ParameterText.Path(Parameter("path", style, explode), JsonNode.Parse(value)));

    [Theory]
    [InlineData(false, """["a","b"]""", "a,b")]
    [InlineData(true, """{"x":1}""", "x=1")]
    [InlineData(false, """{"x":1}""", "x,1")]
    public void Headers_and_cookies_are_simple(bool explode, string value, string expected) =>
        Assert.Equal(expected, ParameterText.Plain(Parameter("header", "simple", explode), JsonNode.Parse(value)));

    private static ApiParameter Parameter(string place, string style, bool explode) =>
        new("c", place, true, ParameterReader.AnyText, style, explode, false, false, null);
}
