using System.Text;
using Workflows.Activities.Checks;
using Workflows.Activities.Checks.Rules;

namespace Workflows.Activities.Tests.Checks;

/// <summary>The real checker, warm for all tests.</summary>
internal static class Checking
{
    private static readonly CodeChecker Checker = new(
        new TestCompiler(new TestReferences()), [new TestFormRule(), new AssertionRule(), new ForbiddenApiRule(), new RedFlagRule()]);

    public static CheckReportDocument Check(string code) =>
        DeepStack.RunAsync(() => Checker.Check(Encoding.UTF8.GetBytes(code), "round-1.cs", CancellationToken.None)).GetAwaiter().GetResult();

    /// <summary>Checks a test with this body, beside a good one.</summary>
    public static CheckReportDocument CheckBody(string body, string members = "", string usings = "") => Check($$"""
        using System.Net;
        using System.Net.Http;
        {{usings}}
        using Xunit;

        namespace Generated;

        public sealed class SomeTests
        {
            [Fact]
            public async Task Good() => Assert.Equal(HttpStatusCode.OK, await Task.FromResult(HttpStatusCode.OK));

            {{members}}

            [Fact]
            public async Task Tested()
            {
                await Task.Yield();
                {{body}}
                Assert.NotNull(Environment.GetEnvironmentVariable("API_BASE_URL"));
            }
        }
        """);
}
