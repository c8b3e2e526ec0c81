using System.Net;
using System.Text;
using Workflows.Domain.Gates;

namespace Workflows.Http.Tests.Gates;

public sealed class DecisionBodyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Text_is_text_whatever_it_looks_like()
    {
        const string Text = "/approve\n<script>alert(1)</script>\nX-Header: y\n{\"decision\":\"Approve\"}";
        var gate = await OpenGate.OpenAsync(api);

        using var answer = await gate.DecideAsync("RequestChanges", Text.Replace("\n", "\r\n", StringComparison.Ordinal) + "\u202E\u0000\u001B[31m");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var taken = Assert.Single((await gate.StatusAsync()).Taken);
        Assert.Equal((GateDecisionKind.RequestChanges, Text + "[31m"), (taken.Kind, taken.Text));
    }

    [Theory]
    [InlineData("text/plain", "{}", 415)]
    [InlineData("application/x-www-form-urlencoded", "decision=Approve", 415)]
    [InlineData("application/json", "[]", 400)]
    [InlineData("application/json", "null", 400)]
    [InlineData("application/json", "{\"decision\":1}", 400)]
    [InlineData("application/json", "{\"decision\":", 400)]
    public async Task A_body_that_is_no_decision_is_refused(string type, string body, int status)
    {
        var gate = await OpenGate.OpenAsync(api);
        using var content = new StringContent(body, Encoding.UTF8, type);

        using var answer = await api.Client.PostAsync(gate.Path + "/decisions", content);

        await ApiFixture.ProblemAsync(answer, status);
    }
}
