using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workflows.Activities.Tests.OfflineTests;

public sealed class HostileDocumentTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Whatever_a_document_holds_the_code_compiles_without_a_warning(int seed)
    {
        var document = new HostileDocument(seed).Write(paths: 60);

        var suite = GeneratedCode.Write(document);

        GeneratedCode.Compile(suite.Code);
        Assert.All(suite.Coverage, operation => Assert.True(operation.Tests > 0 ^ operation.Reason is not null, operation.ToString()));
    }

    [Fact]
    public void Hundreds_of_operations_compile_and_are_each_covered_or_listed()
    {
        var document = new HostileDocument(99).Write(paths: 400);

        var suite = GeneratedCode.Write(document);

        Assert.InRange(suite.Coverage.Count, 500, 2000);
        GeneratedCode.Compile(suite.Code);
        Assert.All(suite.Coverage, operation => Assert.True(operation.Tests > 0 ^ operation.Reason is not null, operation.ToString()));
        Assert.Equal(suite.Coverage.Count(operation => operation.Reason is not null), suite.Code.Split('\n').Count(line => line.StartsWith("// Not covered: ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Parts_of_parts_of_parts_do_not_take_for_ever()
    {
        var schemas = string.Join(',', Enumerable.Range(0, 60).Select(i => $$$"""
            "S{{{i}}}": { "allOf": [ { "$ref": "#/components/schemas/S{{{i + 1}}}" }, { "$ref": "#/components/schemas/S{{{i + 1}}}" } ], "properties": { "p": { "$ref": "#/components/schemas/S{{{i + 1}}}" } } }
            """));
        var paths = string.Join(',', Enumerable.Range(0, 20).Select(i => $$$"""
            "/p{{{i}}}": { "post": { "requestBody": { "content": { "application/json": { "schema": { "oneOf": [ { "$ref": "#/components/schemas/S0" }, { "type": "integer" } ] } } } }, "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/S0" } } } } } } }
            """));

        var suite = GeneratedCode.Write("""{ "openapi": "3.0.0", "paths": {""" + paths + """}, "components": { "schemas": {""" + schemas + """, "S60": { "type": "object" } } } }""");

        GeneratedCode.Compile(suite.Code);
    }

    [Fact]
    public void No_text_of_a_document_gets_out_of_literals_and_comments()
    {
        const string marker = "Gotcha";
        string[] attempts =
        [
            $"\"; {marker}(); //", $"\\\"; {marker}(); //", $"*/ {marker}(); /*", $"\n{marker}();\n", $"\r{marker}();", $"\u0085{marker}();", $"\u2028{marker}();", $"\u2029{marker}();",
            $"\"\"\"; {marker}(); \"\"\"", $"\\u0022; {marker}(); //", $"{{{marker}()}}", $"x]\n{marker}(); [",
        ];
        var paths = string.Join(',', attempts.Select((attempt, i) =>
        {
            var text = System.Text.Json.JsonSerializer.Serialize(attempt);
            var path = System.Text.Json.JsonSerializer.Serialize($"/p{i}" + attempt);
            return $$$"""
                {{{path}}}: { "post": {
                  "operationId": {{{text}}}, "tags": [{{{text}}}], "summary": {{{text}}}, "description": {{{text}}},
                  "parameters": [ { "name": {{{text}}}, "in": "query", "required": true, "example": {{{text}}}, "schema": { "type": "string", "enum": [{{{text}}}], "pattern": {{{text}}} } } ],
                  "requestBody": { "content": { "application/json": { "schema": { "type": "object", "required": [{{{text}}}], "properties": { {{{text}}}: { "type": "string", "maxLength": 50, "example": {{{text}}} } } } } } },
                  "responses": { "200": { "description": {{{text}}}, "content": { {{{text}}}: {}, "application/json": { "schema": { "type": "object", "title": {{{text}}}, "required": [{{{text}}}], "enum": [{{{text}}}] } } } } }
                } }
                """;
        }));

        var suite = GeneratedCode.Write("""{ "openapi": "3.0.0", "info": { "title": "\"; Gotcha(); //\n Gotcha();", "version": "\u2028Gotcha();" }, "paths": {""" + paths + "} }");

        GeneratedCode.Compile(suite.Code);
        Assert.Contains(marker, suite.Code, StringComparison.Ordinal);
        var calls = CSharpSyntaxTree.ParseText(suite.Code).GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>();
        Assert.DoesNotContain(calls, call => call.Expression.ToString().EndsWith(marker, StringComparison.Ordinal));
        Assert.DoesNotContain(suite.Code, c => c is '\r' or '\u0085' or '\u2028' or '\u2029' or '\0' || char.IsSurrogate(c));
    }
}
