using System.Text;
using System.Text.Json;
using Microsoft.OpenApi;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.Tests.OpenApi;

public sealed class DocumentReaderTests
{
    private const string Swagger = """
        swagger: '2.0'
        info: { title: Old shop, version: 1.10 }
        host: api.example.com
        basePath: /v2/
        schemes: [https, http]
        consumes: [application/json]
        produces: [application/json]
        parameters:
          page: { name: page, in: query, type: integer, minimum: 1 }
          thing: { name: thing, in: body, required: true, schema: { $ref: '#/definitions/Thing' } }
        responses:
          NotFound: { description: none, schema: { $ref: '#/definitions/Error' } }
        securityDefinitions:
          user: { type: basic }
          flow: { type: oauth2, flow: accessCode, authorizationUrl: 'https://e.com/a', tokenUrl: 'https://e.com/t', scopes: { read: r } }
        paths:
          /things:
            parameters: [{ $ref: '#/parameters/page' }, { name: tags, in: query, type: array, items: { type: string }, collectionFormat: multi }]
            get:
              produces: [application/xml, application/json]
              responses:
                200: { description: all, schema: { type: array, items: { $ref: '#/definitions/Thing' } }, headers: { X-Total: { type: integer } } }
                404: { $ref: '#/responses/NotFound' }
            post:
              parameters: [{ $ref: '#/parameters/thing' }]
              responses: { 201: { description: made } }
          /things/{id}/photo:
            put:
              consumes: [multipart/form-data]
              parameters:
                - { name: id, in: path, required: true, type: string }
                - { name: photo, in: formData, type: file, required: true }
                - { name: title, in: formData, type: string }
              responses: { default: { description: any } }
        definitions:
          Thing:
            type: object
            discriminator: kind
            required: [kind]
            properties: { kind: { type: string }, note: { type: string, x-nullable: true } }
          Error: { type: object }
        """;

    [Fact]
    public void Swagger_2_becomes_openapi_3_that_another_reader_accepts_without_complaint()
    {
        var document = Documents.Read(Swagger);

        var read = OpenApiDocument.Parse(document.Root.ToJsonString(), "json");
        Assert.NotNull(read.Document);
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Equal(2, read.Document.Paths.Count);
        Assert.Equal(("Old shop", "2.0", 3, "https://api.example.com/v2"), (document.Title, document.SpecVersion, document.Operations, document.ServerUrl));
    }

    [Fact]
    public void Swagger_2_parameters_bodies_and_answers_find_their_places()
    {
        var operations = Documents.Api(Swagger).Operations;

        var get = operations.Single(operation => operation.Method == "GET");
        Assert.Equal(["page", "tags"], get.Parameters.Select(parameter => parameter.Name));
        Assert.True(get.Parameters[1].Explode);
        Assert.Equal(["application/xml", "application/json"], get.Responses[0].Content.Select(media => media.MediaType));
        Assert.Equal("404", get.Responses[1].Status);
        Assert.Equal("#/components/schemas/Error", References.Target(get.Responses[1].Content[0].Schema!.Value));

        var post = operations.Single(operation => operation.Method == "POST");
        Assert.True(post.Body!.Required);
        Assert.Equal("application/json", post.Body.Content[0].MediaType);

        var put = operations.Single(operation => operation.Method == "PUT");
        Assert.Equal("multipart/form-data", put.Body!.Content.Single().MediaType);
        var properties = put.Body.Content[0].Schema!.Value.GetProperty("properties");
        Assert.Equal("binary", properties.GetProperty("photo").GetProperty("format").GetString());
    }

    [Fact]
    public void Json_and_yaml_of_one_document_give_the_same_tree()
    {
        var yaml = Documents.Read("openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    get:\n      responses:\n        200: {description: no}\n");
        var json = Documents.Read("""{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{"responses":{"200":{"description":"no"}}}}}}""");

        Assert.Equal(json.Root.ToJsonString(), yaml.Root.ToJsonString());
        Assert.True(yaml.IsYaml);
        Assert.False(json.IsYaml);
    }

    [Theory]
    [InlineData("yes", "\"yes\"")]
    [InlineData("no", "\"no\"")]
    [InlineData("true", "true")]
    [InlineData("'true'", "\"true\"")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("12", "12")]
    [InlineData("1.10", "1.10")]
    [InlineData("-.5", "-0.5")]
    [InlineData("+7", "7")]
    [InlineData("007", "7")]
    [InlineData("0x1F", "31")]
    [InlineData("1e3", "1e3")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("2024-01-15", "\"2024-01-15\"")]
    [InlineData("-", "[null]")]
    [InlineData("12:30", "\"12:30\"")]
    [InlineData(".inf", "\".inf\"")]
    [InlineData("!!str 12", "\"12\"")]
    public void Yaml_scalars_follow_version_1_2(string scalar, string expected)
    {
        var tree = DocumentParser.Parse(Encoding.UTF8.GetBytes($"a:\n  {scalar}\n"), new OpenApiOptions());

        Assert.Equal(expected, tree.Root["a"]?.ToJsonString() ?? "null");
    }

    [Fact]
    public void Yaml_anchors_and_merge_keys_are_written_out()
    {
        var tree = DocumentParser.Parse(Encoding.UTF8.GetBytes("base: &b {x: 1, y: 2}\nother: {<<: *b, y: 3}\nlist: [*b, *b]\n"), new OpenApiOptions());

        Assert.Equal("""{"y":3,"x":1}""", tree.Root["other"]!.ToJsonString());
        Assert.Equal("""[{"x":1,"y":2},{"x":1,"y":2}]""", tree.Root["list"]!.ToJsonString());
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    public void Byte_order_marks_are_understood(string encoding, bool mark)
    {
        var text = Encoding.GetEncoding(encoding);
        var bytes = (mark ? text.GetPreamble() : []).Concat(text.GetBytes(Documents.WithOperation("""{"responses":{"200":{}}}"""))).ToArray();

        var document = DocumentReader.Read(bytes, new OpenApiOptions(), null, CancellationToken.None);

        Assert.Equal(1, document.Operations);
    }

    [Theory]
    [InlineData("""[{"url":"https://{host}:{port}/v1","variables":{"host":{"default":"api.example.com"},"port":{"enum":["8443","443"],"default":"443"}}}]""", "https://api.example.com:443/v1")]
    [InlineData("""[{"url":"/relative"},{"url":"http://second.example.com/"}]""", "http://second.example.com")]
    [InlineData("""[{"url":"ftp://files.example.com"}]""", null)]
    [InlineData("""[{"url":"https://{unknown}/"}]""", null)]
    [InlineData("""[]""", null)]
    public void The_first_absolute_server_counts_with_its_variables_filled(string servers, string? expected)
    {
        var document = Documents.Read(Documents.WithOperation("""{"responses":{"200":{}}}""", $",\"servers\":{servers}"));

        Assert.Equal(expected, document.ServerUrl);
    }

    [Fact]
    public void A_relative_server_is_meant_from_where_the_document_was_fetched()
    {
        var document = Documents.Read(
            Documents.WithOperation("""{"responses":{"200":{}}}""", ",\"servers\":[{\"url\":\"/api/v3\"}]"), address: new Uri("https://example.com/docs/openapi.json"));

        Assert.Equal("https://example.com/api/v3", document.ServerUrl);
    }

    [Fact]
    public void An_operations_parameters_replace_those_of_its_path()
    {
        var api = Documents.Api("""
            {"openapi":"3.0.0","paths":{"/a/{id}":{
              "parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"string"}},{"name":"q","in":"query","schema":{"type":"string"}}],
              "get":{"parameters":[{"name":"q","in":"query","required":true,"schema":{"type":"integer"}}],"responses":{"200":{}}}}}}
            """);

        var operation = Assert.Single(api.Operations);
        Assert.Equal(["id", "q"], operation.Parameters.Select(parameter => parameter.Name));
        Assert.Equal("integer", operation.Parameters[1].Schema.GetProperty("type").GetString());
        Assert.True(operation.Parameters[1].Required);
    }

    [Fact]
    public void A_variable_that_nobody_described_and_a_described_one_that_is_nowhere_do_no_harm()
    {
        var api = Documents.Api("""
            {"openapi":"3.0.0","paths":{"/a/{id}":{"get":{"parameters":[{"name":"other","in":"path","required":true,"schema":{"type":"string"}}],"responses":{"200":{}}}}}}
            """);

        Assert.Equal("id", Assert.Single(Assert.Single(api.Operations).Parameters).Name);
    }

    [Fact]
    public void An_empty_alternative_makes_credentials_optional_and_an_empty_list_turns_them_off()
    {
        var api = Documents.Api("""
            {"openapi":"3.0.0","security":[{"k":[]}],"components":{"securitySchemes":{"k":{"type":"http","scheme":"Bearer"}}},"paths":{
              "/a":{"get":{"responses":{"200":{}}}},
              "/b":{"get":{"security":[{"k":[]},{}],"responses":{"200":{}}}},
              "/c":{"get":{"security":[],"responses":{"200":{}}}}}}
            """);

        Assert.Equal([1, 0, 0], api.Operations.Select(operation => operation.Security.Count));
        Assert.Equal(ApiCredential.Bearer, api.SecuritySchemes["k"].Kind);
    }

    [Fact]
    public void The_normalized_document_reads_the_same_again()
    {
        var once = ApiJson.Write(Documents.Read(Swagger).Root);
        var twice = ApiJson.Write(DocumentReader.Read(once, new OpenApiOptions(), null, CancellationToken.None).Root);

        Assert.Equal(JsonSerializer.Deserialize<JsonElement>(once).GetRawText(), JsonSerializer.Deserialize<JsonElement>(twice).GetRawText());
    }
}
