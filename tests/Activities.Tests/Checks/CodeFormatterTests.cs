using System.Globalization;
using System.Text;
using Workflows.Activities.Checks;
using Workflows.Activities.Tests.Execution;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Tests.Checks;

public sealed class CodeFormatterTests
{
    [Fact]
    public async Task Code_is_formatted_and_stored_under_its_round()
    {
        var artifacts = new MemoryArtifacts();
        var code = await artifacts.PutAsync("run", "code/round-2.cs", "public class T{\n[Fact]public void A(){Assert.True(1<2);}}");

        var result = await new FormatCode(artifacts).RunAsync(new Workflows.Domain.Orchestration.ActivityContext("run", "FormatCode", "k"), new CodeInput("run", 2, code), CancellationToken.None);

        Assert.Equal("code/round-2.formatted.cs", result.Code!.Name);
        Assert.Empty(result.Diagnostics);
        Assert.Equal(
            """
            public class T
            {
                [Fact]
                public void A()
                {
                    Assert.True(1 < 2);
                }
            }

            """,
            await artifacts.TextAsync(result.Code));
    }

    [Theory]
    [InlineData("public class T { void A( }")]
    [InlineData("not code")]
    [InlineData("")]
    public async Task Code_with_syntax_errors_is_left_as_it_is(string code) => Assert.Equal(code, await FormatAsync(code));

    [Fact]
    public async Task Formatting_again_changes_nothing()
    {
        var once = await FormatAsync(Large(3));

        Assert.Equal(once, await FormatAsync(once));
    }

    [Fact]
    public async Task Code_nested_without_end_is_left_as_it_is()
    {
        var code = $"public class T {{ int X = {string.Concat(Enumerable.Repeat("1+", 20_000))}1; }}";

        Assert.Equal(code, await FormatAsync(code));
    }

    [Fact]
    public async Task A_file_of_a_megabyte_is_formatted_checked_and_listed()
    {
        var code = Large(3000);
        Assert.True(code.Length > 1_000_000);

        var formatted = await FormatAsync(code);
        var report = Checking.Check(formatted);

        Assert.NotEqual(code, formatted);
        Assert.True(report.Passed, string.Join("; ", report.Diagnostics.Take(3)));
        Assert.Equal(3000, report.TestCount);
    }

    private static async Task<string> FormatAsync(string code) =>
        Encoding.UTF8.GetString((await CodeFormatter.FormatAsync(Encoding.UTF8.GetBytes(code), "round-1.cs", CancellationToken.None)).Code.Span);

    private static string Large(int tests)
    {
        var code = new StringBuilder("using System.Net;\nusing Xunit;\npublic sealed class LargeTests\n{\nprivate static readonly HttpClient Client = new();\n");
        for (var i = 0; i < tests; i++)
        {
            code.Append(CultureInfo.InvariantCulture, $$""""
                [Fact] [Trait("feature", "Items")] public async Task Test_{{i}}() {
                // Arrange
                var request = new HttpRequestMessage(HttpMethod.Post, Environment.GetEnvironmentVariable("API_BASE_URL") + "/items/{{i}}?a=1&b=2"); request.Content = new StringContent("""{"name":"tea"}""");
                // Act
                using var response = await Client.SendAsync(request);
                // Assert
                Assert.Equal(HttpStatusCode.Created, response.StatusCode); }

                """");
        }

        return code.Append("}\n").ToString();
    }
}
