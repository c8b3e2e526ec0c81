namespace Workflows.Activities.Tests.Checks;

/// <summary>The validator (row T8): a good file passes, a bad one is refused with rule, place and reason.</summary>
public sealed class CodeCheckerTests
{
    private const string Good = """"
        using System;
        using System.Net;
        using System.Net.Http;
        using System.Text;
        using System.Text.Json;
        using System.Threading.Tasks;
        using Xunit;

        namespace Shop.Tests;

        [Trait("feature", "Items")]
        public sealed class ItemsTests : IDisposable
        {
            private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

            private readonly HttpClient _client = new()
            {
                BaseAddress = new Uri(Environment.GetEnvironmentVariable("API_BASE_URL") ?? throw new InvalidOperationException("Set API_BASE_URL.")),
                Timeout = Patience,
            };

            [Fact]
            [Trait("title", "POST /items answers 201")]
            [Trait("owner", "qa")]
            public async Task Post_items_answers_201()
            {
                // Arrange
                using var body = new StringContent("""{"name":"tea","price":2.5}""", Encoding.UTF8, "application/json");

                // Act
                using var response = await _client.PostAsync("/items", body);

                // Assert
                Assert.Equal(HttpStatusCode.Created, response.StatusCode);
                await AssertJsonAsync(response, "name");
            }

            [Theory]
            [InlineData("")]
            [InlineData("x")]
            public async Task Post_items_refuses_names(string name) => await AssertRefusedAsync($$"""{"name":"{{name}}"}""");

            public void Dispose() => _client.Dispose();

            private static async Task AssertJsonAsync(HttpResponseMessage response, string property)
            {
                Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
                using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
                Assert.True(json.RootElement.TryGetProperty(property, out _), $"There is no {property}.");
            }

            private async Task AssertRefusedAsync(string json) => await AssertRefusedAsync(new StringContent(json));

            private async Task AssertRefusedAsync(HttpContent body) => Assert.Equal(HttpStatusCode.BadRequest, (await _client.PostAsync("/items", body)).StatusCode);
        }
        """";

    [Fact]
    public void A_good_file_passes_without_a_finding()
    {
        var report = Checking.Check(Good);

        Assert.Empty(report.Diagnostics.Select(one => one.ToString()));
        Assert.True(report.Passed);
        Assert.Equal(3, report.TestCount);
        Assert.Equal(["Shop.Tests.ItemsTests.Post_items_answers_201", "Shop.Tests.ItemsTests.Post_items_refuses_names"], report.Tests.Select(test => test.Id));
        Assert.Equal(["\"\"", "\"x\""], report.Tests[1].Rows);
        Assert.Equal(["Items"], report.Tests[1].Traits["feature"]);
        Assert.Equal(["qa"], report.Tests[0].Traits["owner"]);
    }

    [Fact]
    public void A_file_that_does_not_compile_is_refused_with_line_and_column()
    {
        var report = Checking.Check("public class T\n{\n    [Fact] public void A() => Assert.True(Nowhere());\n}\n");

        Assert.False(report.Passed);
        var error = Assert.Single(report.Diagnostics, one => one.RuleId == "CS0103");
        Assert.Equal(("round-1.cs", 3, 43, "error"), (error.File, error.Line, error.Column, error.Severity));
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no code at all")]
    [InlineData("public class T { public void A() { } }")]
    [InlineData("public class FactAttribute : System.Attribute; public class T { [Fact] public void A() { } }")]
    public void A_file_without_a_test_is_refused(string code)
    {
        var report = Checking.Check(code);

        Assert.False(report.Passed);
        Assert.Equal(0, report.TestCount);
        Assert.Contains(report.Diagnostics, one => one.RuleId == "WF0001");
    }

    [Theory]
    [InlineData("public class T { [Fact] public void A() { } }", "WF0201")]
    [InlineData("public class T { [Fact] public void A() { var x = 1; x++; } }", "WF0002")]
    [InlineData("public class T { [Fact] public void A() { Assert.True(true); } }", "WF0002")]
    [InlineData("public class T { [Fact] public void A() => Help(); static void Help() => Console.WriteLine(); }", "WF0002")]
    [InlineData("public class T { [Fact] public void A() => One(); void One() => Two(); void Two() => One(); }", "WF0002")]
    [InlineData("public class Assert { public static void That() { } } public class T { [Fact] public void A() => global::Assert.That(); }", "WF0002")]
    [InlineData("System.Console.WriteLine(); public class T { [Fact] public void A() => Assert.NotNull(new object()); }", "WF0003")]
    [InlineData("public class T { public static void Main() { } [Fact] public void A() => Assert.NotNull(new object()); }", "WF0003")]
    [InlineData("[assembly: CollectionBehavior(DisableTestParallelization = true)] public class T { [Fact] public void A() => Assert.NotNull(new object()); }", "WF0004")]
    [InlineData("public class MyFactAttribute : FactAttribute; public class T { [MyFact] public void A() => Assert.NotNull(new object()); }", "WF0005")]
    [InlineData("public class T : IAsyncLifetime { public ValueTask InitializeAsync() => default; public ValueTask DisposeAsync() => default; [Fact] public void A() => Assert.NotNull(new object()); }", "WF0006")]
    [InlineData("public class T { [Fact] public void A() { Assert.Skip(\"no\"); Assert.NotNull(new object()); } }", "WF0006")]
    [InlineData("class T { [Fact] public void A() => Assert.NotNull(new object()); }", "WF0007")]
    [InlineData("public class T<U> { [Fact] public void A() => Assert.NotNull(new object()); }", "WF0007")]
    [InlineData("public class T { [Fact] void A() => Assert.NotNull(new object()); }", "WF0007")]
    [InlineData("public class T { [Fact] public async void A() { await Task.Yield(); Assert.NotNull(new object()); } }", "WF0007")]
    [InlineData("public class T { [Theory] public void A(int x) => Assert.Equal(1, x); }", "WF0007")]
    [InlineData("public class T { [Fact] public void A(int x) => Assert.Equal(1, x); }", "WF0007")]
    public void The_form_of_tests_is_held(string code, string rule)
    {
        var report = Checking.Check(code);

        Assert.False(report.Passed);
        Assert.Contains(rule, report.Diagnostics.Where(one => one.Severity == "error").Select(one => one.RuleId));
    }

    [Theory]
    [InlineData("public class T { [Fact] public void A() => One(1); void One(int x) => Two(x); void Two(int x) => Assert.Equal(1, x); }")]
    [InlineData("public class T { [Fact] public void A() { Check(); void Check() => Assert.NotNull(new object()); } }")]
    [InlineData("public class T { [Fact] public void A() => Array.ForEach([1, 2], Positive); static void Positive(int x) => Assert.True(x > 0); }")]
    [InlineData("public class T { [Fact] public void A() => 1.MustBe(1); } public static class E { public static void MustBe(this int x, int y) => Assert.Equal(y, x); }")]
    [InlineData("public abstract class B { [Fact] public void A() => Assert.NotNull(new object()); } public class T : B { }")]
    [InlineData("public class O { public class T { [Fact] public void A() => Assert.NotNull(new object()); } }")]
    [InlineData("public static class T { [Fact] public static void A() => Assert.NotNull(new object()); }")]
    public void An_assertion_counts_wherever_in_the_file_it_is(string code)
    {
        var report = Checking.Check(code);

        Assert.Empty(report.Diagnostics.Where(one => one.Severity == "error").Select(one => one.ToString()));
        Assert.Equal(1, report.TestCount);
    }

    [Theory]
    [InlineData("1+", "1", "")]
    [InlineData("(", "1", ")")]
    [InlineData("[", "", "]")]
    [InlineData("x => ", "1", "")]
    [InlineData("$\"{(", "1", ")}\"")]
    [InlineData("$\"{", "1", "}\"")]
    [InlineData("$\"{\";}\" + ", "1", "}\"")]
    [InlineData("1 is not ", "1", "")]
    [InlineData("1 is { X: not not not ", "1", " }")]
    [InlineData("a ? b : ", "1", "")]
    [InlineData("new A<", "int", ">()")]
    public void Code_nested_without_end_is_refused_at_once(string open, string middle, string close)
    {
        var deep = string.Concat(Enumerable.Repeat(open, 20_000)) + middle + string.Concat(Enumerable.Repeat(close, 20_000));

        var report = Checking.Check($"public class T {{ [Fact] public void A() => Assert.Equal(1, {deep}); }}");

        Assert.Equal(["WF0009"], report.Diagnostics.Select(one => one.RuleId));
    }

    [Fact]
    public void A_directive_without_end_is_refused_at_once()
    {
        var report = Checking.Check($"#if {new string('(', 200_000)}A{new string(')', 200_000)}\n#endif\n");

        Assert.Equal(["WF0009"], report.Diagnostics.Select(one => one.RuleId));
    }

    [Fact]
    public void Brackets_in_strings_are_not_nesting()
    {
        var report = Checking.CheckBody($"Assert.Equal(5000, \"{new string('(', 5000)}\".Trim().Length);");

        Assert.Empty(report.Diagnostics.Select(one => one.ToString()));
    }
}
