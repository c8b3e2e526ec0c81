using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Workflows.Http.Tests.Views;

public sealed class DiffTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Two_artifacts_are_compared_line_by_line()
    {
        var run = await StoreAsync(("code/round-1.cs", "a\nb\nc\n"), ("code/round-2.cs", "a\n<b>\nc\n"));

        var diff = await api.Client.GetFromJsonAsync<JsonElement>($"/v1/runs/{run}/diff?from=code/round-1.cs&to=code/round-2.cs");

        Assert.Equal((1, 1, false, false), (diff.GetProperty("added").GetInt32(), diff.GetProperty("removed").GetInt32(), diff.GetProperty("binary").GetBoolean(), diff.GetProperty("truncated").GetBoolean()));
        var lines = diff.GetProperty("hunks")[0].GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("op").GetString() + line.GetProperty("text").GetString());
        Assert.Equal([" a", "-b", "+<b>", " c"], lines);
        using var unified = await api.Client.GetAsync($"/v1/runs/{run}/diff?from=code/round-1.cs&to=code/round-2.cs&format=unified");
        Assert.Equal("text/plain", unified.Content.Headers.ContentType!.MediaType);
        Assert.Equal("--- code/round-1.cs\n+++ code/round-2.cs\n@@ -1,3 +1,3 @@\n a\n-b\n+<b>\n c\n", await unified.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task One_side_may_be_nothing()
    {
        var run = await StoreAsync(("a.txt", "x\ny\n"));

        var added = await api.Client.GetFromJsonAsync<JsonElement>($"/v1/runs/{run}/diff?to=a.txt");
        var removed = await api.Client.GetFromJsonAsync<JsonElement>($"/v1/runs/{run}/diff?from=a.txt");

        Assert.Equal((2, 0), (added.GetProperty("added").GetInt32(), added.GetProperty("removed").GetInt32()));
        Assert.Equal((0, 2), (removed.GetProperty("added").GetInt32(), removed.GetProperty("removed").GetInt32()));
    }

    [Fact]
    public async Task What_is_no_text_is_told_as_that_and_what_is_too_much_is_cut_off()
    {
        var run = await StoreAsync(("a.bin", "a\0b"), ("long.txt", new string('x', 9000)), ("many.txt", string.Concat(Enumerable.Range(0, 9000).Select(i => i + "\n"))), ("huge.txt", new string('y', 5 * 1024 * 1024)));

        Assert.True((await DiffAsync(run, "a.bin")).GetProperty("binary").GetBoolean());
        var line = await DiffAsync(run, "long.txt");
        Assert.True(line.GetProperty("truncated").GetBoolean());
        Assert.InRange(line.GetProperty("hunks")[0].GetProperty("lines")[0].GetProperty("text").GetString()!.Length, 1000, 3000);
        var many = await DiffAsync(run, "many.txt");
        Assert.True(many.GetProperty("truncated").GetBoolean());
        Assert.Equal(9000, many.GetProperty("added").GetInt32());
        Assert.True((await DiffAsync(run, "huge.txt")).GetProperty("truncated").GetBoolean());
    }

    [Theory]
    [InlineData("", 400, "from=")]
    [InlineData("?from=a.txt&to=b.txt", 404, "a.txt")]
    [InlineData("?to=..%2f..%2fhub.db", 404, "hub.db")]
    [InlineData("?to=a.txt&form=unified", 400, "form")]
    [InlineData("?to=a.txt&format=html", 400, "json or unified")]
    public async Task What_cannot_be_compared_says_why(string query, int status, string word)
    {
        using var response = await api.Client.GetAsync("/v1/runs/nobody/diff" + query);
        Assert.Equal(status, (int)response.StatusCode);
        await ApiFixture.ProblemAsync(response, status, word);
        Assert.NotEqual(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    private Task<JsonElement> DiffAsync(string run, string to) => api.Client.GetFromJsonAsync<JsonElement>($"/v1/runs/{run}/diff?to={to}");

    private async Task<string> StoreAsync(params (string Name, string Text)[] files)
    {
        var run = "diff-" + Guid.NewGuid().ToString("N");
        foreach (var (name, text) in files)
        {
            await api.Artifacts.WriteAsync(run, name, Encoding.UTF8.GetBytes(text), "text/plain", CancellationToken.None);
        }

        return run;
    }
}
