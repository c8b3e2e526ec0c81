using System.Text;
using Workflows.Activities.OpenApi;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Tests.OpenApi;

public sealed class BadDocumentTests
{
    [Theory]
    [InlineData("", "is empty")]
    [InlineData(" \n\t\n", "is empty")]
    [InlineData("# only a comment\n", "is empty")]
    [InlineData("{\"openapi\": \"3.0.0\",\n  \"info\": nope}", "not JSON: line 2, column 12")]
    [InlineData("{\"openapi\": \"3.0.0\"", "not JSON: line 1")]
    [InlineData("{} {}", "not JSON: line 1")]
    [InlineData("openapi: 3.0.0\ninfo: {title: [}\n", "neither JSON nor YAML: line 2, column 1")]
    [InlineData("a: &x [*x]", "names no anchor before it")]
    [InlineData("a: *nowhere", "*nowhere at line 1 names no anchor")]
    [InlineData("[]", "is a list, not an object")]
    [InlineData("just words", "is a single value")]
    [InlineData("{\"hello\": 1, \"world\": 2}", "neither the field 'openapi' nor 'swagger' (it has: hello, world)")]
    [InlineData("{\"swaggerVersion\": \"1.2\"}", "Swagger 1.x")]
    [InlineData("{\"swagger\": \"1.2\"}", "swagger: 1.2, which is not supported")]
    [InlineData("{\"openapi\": \"4.0.0\"}", "openapi: 4.0.0, which is not supported")]
    [InlineData("{\"openapi\": \"3.0.0\"}", "has no operations")]
    [InlineData("{\"openapi\": \"3.0.0\", \"paths\": {}}", "has no operations")]
    [InlineData("{\"openapi\": \"3.0.0\", \"paths\": {\"/a\": {\"summary\": \"x\"}}}", "has no operations")]
    [InlineData("{\"openapi\": \"3.0.0\", \"paths\": {\"/a\": {\"get\": {\"responses\": {\"200\": {\"$ref\": \"other.yaml#/x\"}}}}}}", "'other.yaml#/x' at #/paths/~1a/get/responses/200")]
    [InlineData("{\"openapi\": \"3.0.0\", \"paths\": {\"/a\": {\"$ref\": \"https://example.com/a.json\"}}}", "'https://example.com/a.json'")]
    [InlineData("{\"openapi\": \"3.0.0\", \"paths\": {\"/a\": {\"get\": {\"parameters\": [{\"$ref\": \"#/components/parameters/nope\"}], \"responses\": {\"200\": {}}}}}}", "'#/components/parameters/nope', which names nothing")]
    public void Each_defect_is_named_with_its_place(string document, string expected)
    {
        var error = Assert.Throws<InvalidDocumentException>(() => Documents.Read(document));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_over_the_size_limit_is_refused_by_its_size()
    {
        var error = Assert.Throws<InvalidDocumentException>(() => Documents.Read(new string(' ', 2000) + "{}", new OpenApiOptions { MaxDocumentBytes = 1024 }));

        Assert.Contains("2002 bytes; the limit is 1024 (setting OpenApi:MaxDocumentBytes)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_operations_are_refused_with_the_number_and_the_setting()
    {
        var paths = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $$"""
            "/p{{i}}":{"get":{"responses":{"200":{"description":"x"} } } }
            """));

        var error = Assert.Throws<InvalidDocumentException>(() => Documents.Read("""{"openapi":"3.0.0","paths":{""" + paths + "}}"));

        Assert.Contains("10000 operations; the limit is 2000 (setting OpenApi:MaxOperations)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_of_yaml_aliases_meets_the_limit_before_memory_is_used()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++)
        {
            var earlier = string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10));
            bomb.Append($"a{i}: &a{i} [{earlier}]\n");
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<InvalidDocumentException>(() => Documents.Read(bomb.ToString(), new OpenApiOptions { MaxNodes = 100_000 }));

        Assert.Contains("more than 100000 values once its YAML aliases are written out", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000_000);
    }

    [Theory]
    [InlineData("{\"a\":", "}")]
    [InlineData("[", "]")]
    [InlineData("a:\n- [", "]")]
    public void Deep_nesting_is_refused(string open, string close)
    {
        var isYaml = open.StartsWith('a');
        var document = isYaml
            ? "a: " + string.Concat(Enumerable.Repeat("[", 5000)) + string.Concat(Enumerable.Repeat("]", 5000))
            : string.Concat(Enumerable.Repeat(open, 5000)) + "1" + string.Concat(Enumerable.Repeat(close, 5000));

        var error = Assert.Throws<InvalidDocumentException>(() => Documents.Read(document));

        Assert.Contains("nested deeper than 200 levels", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        var error = Assert.Throws<InvalidDocumentException>(
            () => DocumentReader.Read(new byte[] { (byte)'{', 0xC3, 0x28 }, new OpenApiOptions(), null, CancellationToken.None));

        Assert.Contains("is not text: byte 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_text_in_a_message_stays_on_one_line()
    {
        var error = Assert.Throws<InvalidDocumentException>(() => Documents.Read("{\"openapi\": \"9\\n\\u2028\\u202Efake log line\"}"));

        Assert.DoesNotContain(error.Message, c => c is '\n' or '\u2028' or '\u202E');
    }

    [Fact]
    public void Small_defects_are_warnings_and_the_rest_is_used()
    {
        var document = Documents.Read("""
            {
              "openapi": "3.0.0",
              "info": { "title": "First", "title": "Second" },
              "paths": {
                "/a": { "get": { "operationId": "same", "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Missing" } } } } } } },
                "/b": { "get": { "operationId": "same", "responses": { "200": {} } } },
                "/c/{x}": { "get": { "responses": { "200": {} } } },
                "/c/{y}": { "get": { "responses": { "200": {} } } },
                "/d": { "post": { "parameters": [ { "$ref": "#/components/parameters/None" } ], "responses": { "200": {} } } },
                "/e": { "get": null }
              },
            }
            """);

        Assert.Equal("Second", document.Title);
        Assert.Equal(6, document.Operations);
        Assert.Contains(document.Warnings, warning => warning.Contains("'title' stands there twice", StringComparison.Ordinal));
        Assert.Contains(document.Warnings, warning => warning.Contains("'#/components/schemas/Missing' at #/paths/~1a/get/responses/200/content", StringComparison.Ordinal));
        Assert.Contains(document.Warnings, warning => warning.Contains("operationId 'same' stands at 2 operations", StringComparison.Ordinal));
        Assert.Contains(document.Warnings, warning => warning.Contains("same path is described twice: GET /c/{x}, GET /c/{y}", StringComparison.Ordinal));
        Assert.Contains(document.Warnings, warning => warning.Contains("POST /d cannot be tested: a parameter refers to '#/components/parameters/None'", StringComparison.Ordinal));
        Assert.Contains(document.Warnings, warning => warning.Contains("GET /e cannot be tested", StringComparison.Ordinal));
    }

    [Fact]
    public void Warnings_are_at_most_twenty_lines()
    {
        var paths = string.Join(',', Enumerable.Range(0, 50).Select(i => $"\"/p{i}\":{{\"get\":null}}"));

        var document = Documents.Read("""{"openapi":"3.0.0","paths":{"/a":{"get":{"responses":{"200":{}}}},""" + paths + "}}");

        Assert.Equal(20, document.Warnings.Count);
        Assert.Equal("and 31 more", document.Warnings[^1]);
    }

    [Fact]
    public void External_references_are_dropped_with_a_warning_where_the_setting_allows_them()
    {
        var document = Documents.Read(
            Documents.WithOperation("""{"responses":{"200":{"description":"x","content":{"application/json":{"schema":{"$ref":"./pet.json"}}}}}}"""),
            new OpenApiOptions { AllowExternalReferences = true });

        Assert.Contains(document.Warnings, warning => warning.Contains("'./pet.json' at #/paths/~1a/get/responses/200/content/application~1json/schema", StringComparison.Ordinal));
        Assert.DoesNotContain("\"$ref\"", document.Root.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_in_an_example_is_data()
    {
        var document = Documents.Read(Documents.WithOperation("""{"responses":{"200":{"content":{"application/json":{"example":{"$ref":"file.json"}}}}}}"""));

        Assert.Empty(document.Warnings);
    }
}
