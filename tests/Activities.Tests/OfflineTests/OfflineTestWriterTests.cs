using System.Text;
using Workflows.Activities.OfflineTests;

namespace Workflows.Activities.Tests.OfflineTests;

/// <summary>What is written for each feature of the specification. Everything that is written here also compiles.</summary>
public sealed class OfflineTestWriterTests
{
    [Fact]
    public void The_same_document_gives_the_same_bytes()
    {
        var document = Encoding.UTF8.GetBytes(new HostileDocument(5).Write(paths: 30));

        Assert.Equal(new OfflineTestWriter().Write(document, CancellationToken.None), new OfflineTestWriter().Write(document, CancellationToken.None));
    }

    [Fact]
    public void The_file_says_who_wrote_it_and_holds_to_its_form()
    {
        var code = Code(Get("""{"operationId":"getThing","tags":["things"],"responses":{"200":{"description":"x"}}}"""));

        Assert.Contains("offline model of Workflows: deterministic rules on the OpenAPI document, no language model was asked", code, StringComparison.Ordinal);
        Assert.Contains("namespace GeneratedTests;", code, StringComparison.Ordinal);
        Assert.Contains("#nullable enable", code, StringComparison.Ordinal);
        Assert.Contains("""
            [Trait("feature", "things")]
            [Trait("owner", "workflows-offline-model")]
            public sealed class ThingsTests
            """, code, StringComparison.Ordinal);
        Assert.Contains("""[Trait("story", "getThing")]""", code, StringComparison.Ordinal);
        Assert.Contains("public async Task GetThing_WithValidRequest_AnswersAsDocumented()", code, StringComparison.Ordinal);
        foreach (var part in (string[])["// Arrange", "// Act", "// Assert", "[Trait(\"title\",", "[Trait(\"severity\","])
        {
            Assert.Contains(part, code, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Process")]
    [InlineData("File.")]
    [InlineData("Directory")]
    [InlineData("Environment.Exit")]
    [InlineData("Environment.FailFast")]
    [InlineData("Thread(")]
    [InlineData("unsafe")]
    [InlineData("Reflection")]
    [InlineData("DllImport")]
    [InlineData("Skip")]
    public void Nothing_forbidden_is_written(string forbidden)
    {
        var code = Code(Get("""{"security":[{"k":[]}],"responses":{"200":{"description":"x","content":{"application/json":{"schema":{"type":"string"}}}}}}""",
            ""","components":{"securitySchemes":{"k":{"type":"apiKey","in":"header","name":"K"}}}"""));

        Assert.DoesNotContain(forbidden, code, StringComparison.Ordinal);
    }

    [Fact]
    public void Required_parameters_are_left_out_one_at_a_time()
    {
        var code = Code(Get("""
            {"operationId":"search","parameters":[
              {"name":"q","in":"query","required":true,"schema":{"type":"string"}},
              {"name":"X-Tenant","in":"header","required":true,"schema":{"type":"string"}},
              {"name":"session","in":"cookie","required":true,"schema":{"type":"string"}},
              {"name":"Accept","in":"header","required":true,"schema":{"type":"string"}}],
             "responses":{"200":{"description":"x"}}}
            """));

        Assert.Contains("""
                public async Task Search_WithoutQ_IsRejected()
                {
                    // Arrange
                    using var request = _api.Request("GET", "/a");
                    request.Headers.TryAddWithoutValidation("X-Tenant", "sample");
                    request.Headers.TryAddWithoutValidation("Cookie", "session=sample");
            """, code, StringComparison.Ordinal);
        Assert.Contains("Search_WithoutXTenant_IsRejected", code, StringComparison.Ordinal);
        Assert.Contains("Search_WithoutSession_IsRejected", code, StringComparison.Ordinal);
        Assert.DoesNotContain("WithoutAccept", code, StringComparison.Ordinal);
    }

    [Fact]
    public void Path_level_parameters_and_path_variables_are_filled()
    {
        var code = Code("""
            {"openapi":"3.0.0","paths":{"/shops/{shop}/items/{id}":{
              "parameters":[{"name":"shop","in":"path","required":true,"schema":{"type":"string"},"example":"corner shop"},{"name":"v","in":"query","required":true,"schema":{"type":"integer","minimum":2,"maximum":9}}],
              "get":{"parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"integer"}}],"responses":{"200":{"description":"x"}}}}}}
            """);

        Assert.Contains("\"/shops/corner%20shop/items/1?v=2\"", code, StringComparison.Ordinal);
        Assert.Contains("[InlineData(\"the query parameter 'v' is 1, below the minimum\", \"/shops/corner%20shop/items/1?v=1\")]", code, StringComparison.Ordinal);
        Assert.Contains("answer.IsSuccess || answer.Status == 404", code, StringComparison.Ordinal);
        Assert.Contains("GetShopsByShopItemsById_WithValidRequest", code, StringComparison.Ordinal);
    }

    [Fact]
    public void Default_and_range_answers_are_part_of_the_contract()
    {
        var code = Code(Get("""{"operationId":"x","responses":{"2XX":{"description":"x","content":{"application/json":{"schema":{"type":"string"}}}},"404":{"description":"x"},"default":{"description":"x","content":{"application/problem+json":{}}}}}"""));

        Assert.Contains("""
                public static readonly Contract X = new Contract("GET /a")
                    .Answers("2XX", "application/json", "X2XX")
                    .Answers("404")
                    .Answers("default", "application/problem+json");
            """, code, StringComparison.Ordinal);
    }

    [Fact]
    public void Composed_schemas_give_bodies_that_have_every_part()
    {
        var code = Code(Post("application/json", """
            {"allOf":[{"$ref":"#/components/schemas/Base"},{"type":"object","required":["size"],"properties":{"size":{"type":"integer","minimum":1}}}]}
            """, ""","components":{"schemas":{"Base":{"type":"object","required":["name"],"properties":{"name":{"type":"string"}}}}}"""));

        Assert.Contains("{\"name\":\"sample\",\"size\":1}", code, StringComparison.Ordinal);
        Assert.Contains("PostA_WithoutName_IsRejected", code, StringComparison.Ordinal);
        Assert.Contains("PostA_WithoutSize_IsRejected", code, StringComparison.Ordinal);
        Assert.Contains("the property 'size' is 0, below the minimum", code, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_schema_allows_is_never_expected_to_be_rejected()
    {
        var code = Code(Post("application/json", """
            {"type":"object","required":["a","b","c"],"properties":{
              "a":{"type":"string","nullable":true},
              "b":{"oneOf":[{"type":"string"},{"type":"integer"}]},
              "c":{}}}
            """));

        Assert.DoesNotContain("the property 'b' is", code, StringComparison.Ordinal);
        Assert.DoesNotContain("the property 'c' is", code, StringComparison.Ordinal);
        Assert.DoesNotContain("\"a\":null", code, StringComparison.Ordinal);
    }

    [Fact]
    public void Forms_are_written_as_forms()
    {
        var code = Code(Post("application/x-www-form-urlencoded", """
            {"type":"object","required":["name","tags"],"properties":{"name":{"type":"string","example":"a b"},"tags":{"type":"array","items":{"type":"string"},"minItems":2},"count":{"type":"integer"},"address":{"type":"object","required":["city"],"properties":{"city":{"type":"string"}}}}}
            """));

        Assert.Contains("Api.Content(\"name=a%20b&tags=sample&tags=sample\", \"application/x-www-form-urlencoded\")", code, StringComparison.Ordinal);
        Assert.Contains("count=not-a-number", code, StringComparison.Ordinal);
        Assert.Contains("address=%7B%22city%22%3A%22sample%22%7D", code, StringComparison.Ordinal);
        Assert.Contains("PostA_WithoutName_IsRejected", code, StringComparison.Ordinal);
    }

    [Fact]
    public void Multipart_forms_have_files_and_fields()
    {
        var code = Code(Post("multipart/form-data", """
            {"type":"object","required":["photo","title"],"properties":{"photo":{"type":"string","format":"binary"},"title":{"type":"string"}}}
            """));

        Assert.Contains("form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(\"sample\")), \"photo\", \"sample.txt\");", code, StringComparison.Ordinal);
        Assert.Contains("form.Add(new StringContent(\"sample\"), \"title\");", code, StringComparison.Ordinal);
        Assert.Contains("PostA_WithoutPhoto_IsRejected", code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"apiKey","in":"header","name":"X-Key"}""", "Header(request, \"X-Key\", \"\", Variable(\"API_KEY\"))", "API_KEY is not set")]
    [InlineData("""{"type":"apiKey","in":"query","name":"key"}""", "Query(request, \"key\", Variable(\"API_KEY\"))", "API_KEY is not set")]
    [InlineData("""{"type":"apiKey","in":"cookie","name":"sid"}""", "Header(request, \"Cookie\", \"sid=\", Variable(\"API_KEY\"))", "API_KEY is not set")]
    [InlineData("""{"type":"http","scheme":"basic"}""", "Header(request, \"Authorization\", \"Basic \", Basic())", "API_USER and API_PASSWORD is not set")]
    [InlineData("""{"type":"http","scheme":"bearer"}""", "Header(request, \"Authorization\", \"Bearer \", Variable(\"API_TOKEN\"))", "API_TOKEN is not set")]
    [InlineData("""{"type":"oauth2","flows":{}}""", "Header(request, \"Authorization\", \"Bearer \", Variable(\"API_TOKEN\"))", "API_TOKEN is not set")]
    [InlineData("""{"type":"openIdConnect","openIdConnectUrl":"https://e.com"}""", "Header(request, \"Authorization\", \"Bearer \", Variable(\"API_TOKEN\"))", "API_TOKEN is not set")]
    public void Every_security_scheme_takes_its_secret_from_the_environment(string scheme, string expected, string message)
    {
        var code = Code(Get("""{"operationId":"x","security":[{"s":[]}],"responses":{"200":{"description":"x"}}}""", ""","components":{"securitySchemes":{"s":""" + scheme + "}}"));

        Assert.Contains(expected, code, StringComparison.Ordinal);
        Assert.Contains(message, code, StringComparison.Ordinal);
        Assert.Contains("X_WithoutCredentials_IsRejected", code, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_api_keys_have_a_variable_each()
    {
        var code = Code(Get("""{"security":[{"a-1":[],"b":[]}],"responses":{"200":{"description":"x"}}}""",
            ""","components":{"securitySchemes":{"a-1":{"type":"apiKey","in":"header","name":"A"},"b":{"type":"apiKey","in":"header","name":"B"}}}"""));

        Assert.Contains("Variable(\"API_KEY_A_1\", \"API_KEY\")", code, StringComparison.Ordinal);
        Assert.Contains("Credentials.Add(request, \"a-1\", \"b\")", code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"security":[{"s":[]}],"responses":{"200":{}}}""", "needs credentials that a test cannot send (s)")]
    [InlineData("""{"requestBody":{"required":true,"content":{"application/xml":{"schema":{"type":"object"}}}},"responses":{"200":{}}}""", "no test can send a body of type application/xml")]
    [InlineData("""{"parameters":[{"name":"q","in":"query","required":true,"schema":{"type":"integer","minimum":3,"maximum":1}}],"responses":{"200":{}}}""", "could be derived for the query parameter 'q'")]
    public void What_cannot_be_tested_is_listed_with_its_reason(string operation, string reason)
    {
        var suite = GeneratedCode.Write($$$"""{"openapi":"3.0.0","components":{"securitySchemes":{"s":{"type":"mutualTLS"} } },"paths":{"/fine":{"get":{"responses":{"200":{} } } },"/b":{"post":{{{operation}}} } } }""");

        GeneratedCode.Compile(suite.Code);
        var coverage = Assert.Single(suite.Coverage, one => one.Operation == "POST /b");
        Assert.Equal(0, coverage.Tests);
        Assert.Contains(reason, coverage.Reason, StringComparison.Ordinal);
        Assert.Contains("// Not covered: POST /b: ", suite.Code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"responses":{}}""")]
    [InlineData("{}")]
    public void An_operation_that_describes_no_answer_must_not_answer_with_a_server_error(string operation)
    {
        var suite = GeneratedCode.Write($$$"""{"openapi":"3.1.0","paths":{"/b":{"get":{{{operation}}} } } }""");

        GeneratedCode.Compile(suite.Code);
        Assert.True(Assert.Single(suite.Coverage).Tests > 0);
        Assert.Contains("Assert.True(answer.Status < 500, answer.Expected(\"no server error (the document describes no answer): the request is valid\"));", suite.Code, StringComparison.Ordinal);
    }

    [Fact]
    public void Sequences_are_inferred_from_paths()
    {
        var code = Code("""
            {"openapi":"3.0.0","paths":{
              "/users":{"post":{"operationId":"addUser","tags":["a"],"requestBody":{"content":{"application/json":{"schema":{"type":"object"}}}},"responses":{"201":{"description":"x","headers":{"Location":{"schema":{"type":"string"}}}}}}},
              "/users/{userId}":{"parameters":[{"name":"userId","in":"path","required":true,"schema":{"type":"string"}}],
                "get":{"operationId":"readUser","tags":["b"],"responses":{"200":{"description":"x"}}},
                "put":{"operationId":"changeUser","requestBody":{"required":true,"content":{"application/json":{"schema":{"type":"object","required":["n"],"properties":{"n":{"type":"integer"}}}}}},"responses":{"200":{"description":"x"}}},
                "delete":{"operationId":"dropUser","responses":{"204":{"description":"x"}}}}}}
            """);

        Assert.Contains("AddUser_ThenRead_FindsWhatWasCreated", code, StringComparison.Ordinal);
        Assert.Contains("AddUser_ThenChangeByChangeUser_IsStillThere", code, StringComparison.Ordinal);
        Assert.Contains("AddUser_ThenDelete_FindsNothing", code, StringComparison.Ordinal);
        Assert.Contains("_api.Request(\"DELETE\", \"/users/\" + id)", code, StringComparison.Ordinal);
        Assert.Contains("created.Identifier()", code, StringComparison.Ordinal);
        Assert.Contains("answer.Status is 404 or 410", code, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_documented_identifier_there_is_no_sequence()
    {
        var code = Code("""
            {"openapi":"3.0.0","paths":{
              "/users":{"post":{"operationId":"addUser","responses":{"201":{"description":"x"}}}},
              "/users/{userId}":{"get":{"responses":{"200":{"description":"x"}}}}}}
            """);

        Assert.DoesNotContain("_Then", code, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unsupported_method_is_one_that_no_overlapping_path_describes()
    {
        var code = Code("""
            {"openapi":"3.0.0","paths":{
              "/pets/search":{"get":{"operationId":"search","responses":{"200":{"description":"x"}}}},
              "/pets/{id}":{"patch":{"responses":{"200":{"description":"x"}}},"put":{"responses":{"200":{"description":"x"}}}}}}
            """);

        Assert.Contains("Search_WithPost_IsNotAllowed", code, StringComparison.Ordinal);
        Assert.DoesNotContain("Search_WithPatch", code, StringComparison.Ordinal);
        Assert.DoesNotContain("Search_WithPut", code, StringComparison.Ordinal);
    }

    [Fact]
    public void A_delete_never_names_an_item_that_probably_exists()
    {
        var code = Code("""
            {"openapi":"3.0.0","paths":{"/items/{id}":{
              "parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"integer","minimum":1}}],
              "get":{"responses":{"200":{"description":"x"}}},
              "delete":{"responses":{"204":{"description":"x"}}}}}}
            """);

        Assert.Contains("_api.Request(\"GET\", \"/items/1\")", code, StringComparison.Ordinal);
        Assert.Contains("_api.Request(\"DELETE\", \"/items/2000000011\")", code, StringComparison.Ordinal);
        Assert.DoesNotContain("_api.Request(\"DELETE\", \"/items/1\")", code, StringComparison.Ordinal);
        Assert.DoesNotContain("DeleteItemsById_AtTheLimits", code, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_object_and_a_documented_415_are_tested()
    {
        var code = Code("""
            {"openapi":"3.0.0","paths":{"/items":{"post":{
              "requestBody":{"required":true,"content":{"application/json":{"schema":{"type":"object","additionalProperties":false,"properties":{"a":{"type":"string"}}}}}},
              "responses":{"200":{"description":"x"},"415":{"description":"x"}}}}}}
            """);

        Assert.Contains("PostItems_WithUnexpectedProperty_IsRejected", code, StringComparison.Ordinal);
        Assert.Contains("{\"unexpectedProperty\":\"sample\"}", code, StringComparison.Ordinal);
        Assert.Contains("PostItems_WithUnsupportedMediaType_IsRejected", code, StringComparison.Ordinal);
        Assert.Contains("Api.Content(\"{}\", \"text/plain\")", code, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_are_no_identifiers_or_come_twice_get_stable_ones()
    {
        var suite = GeneratedCode.Write("""
            {"openapi":"3.0.0","paths":{
              "/a":{"get":{"operationId":"class","tags":["namespace"],"responses":{"200":{"description":"x"}}},"post":{"operationId":"CLASS","tags":["Namespace!"],"responses":{"200":{"description":"x"}}}},
              "/b":{"get":{"operationId":"1st-thing","tags":["2"],"responses":{"200":{"description":"x"}}},"post":{"operationId":"получить товар","tags":["Товары"],"responses":{"200":{"description":"x"}}}},
              "/c":{"get":{"operationId":"$$$","tags":["api"],"responses":{"200":{"description":"x"}}},"post":{"operationId":"ToString","responses":{"200":{"description":"x"}}}},
              "/":{"get":{"responses":{"200":{"description":"x"}}}}}}
            """);

        GeneratedCode.Compile(suite.Code);
        foreach (var name in (string[])["NamespaceTests", "NamespaceTests2", "Class_With", "CLASS2_With", "Api2Tests", "Operation1StThing_With", "ТоварыTests", "ПолучитьТовар_With", "GetC_With", "ToString2_With", "GetRoot_With"])
        {
            Assert.Contains(name, suite.Code, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Wrong_types_and_formats_are_sent_where_the_schema_excludes_them()
    {
        var code = Code(Get("""
            {"operationId":"list","parameters":[
              {"name":"page","in":"query","schema":{"type":"integer"}},
              {"name":"all","in":"query","schema":{"type":"boolean"}},
              {"name":"since","in":"query","schema":{"type":"string","format":"date"}},
              {"name":"ids","in":"query","schema":{"type":"array","items":{"type":"integer"}}},
              {"name":"filter","in":"query","content":{"application/json":{"schema":{"type":"object"}}}},
              {"name":"X-Count","in":"header","schema":{"type":"integer"}},
              {"name":"name","in":"query","schema":{"type":"string"}}],
             "responses":{"200":{"description":"x"}}}
            """));

        foreach (var url in (string[])["/a?page=not-a-number", "/a?page=1.5", "/a?all=not-a-boolean", "/a?since=not-a-date", "/a?ids=not-an-item", "/a?filter=%22not-an-object%22"])
        {
            Assert.Contains($", \"{url}\")]", code, StringComparison.Ordinal);
        }

        Assert.Contains("[InlineData(\"the header parameter 'X-Count' is not a number\", \"not-a-number\")]", code, StringComparison.Ordinal);
        Assert.Contains("request.Headers.TryAddWithoutValidation(\"X-Count\", value);", code, StringComparison.Ordinal);
        Assert.DoesNotContain("the query parameter 'name' is", code, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recursive_schema_is_written_once_and_referred_to_by_name()
    {
        var code = Code(Get("""{"responses":{"200":{"description":"x","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Tree"}}}}}}""",
            ""","components":{"schemas":{"Tree":{"type":"object","properties":{"left":{"$ref":"#/components/schemas/Tree"},"right":{"$ref":"#/components/schemas/Tree"}}}}}"""));

        Assert.Equal(2, code.Split("[\"Tree\"] = Parse(").Length);
        Assert.Contains("\"$ref\": \"Tree\"", code, StringComparison.Ordinal);
    }

    [Fact]
    public void Swagger_2_documents_are_tested_like_any_other()
    {
        var code = Code("""
            swagger: '2.0'
            info: { title: Old, version: '1' }
            paths:
              /upload/{id}:
                post:
                  parameters:
                    - { name: id, in: path, required: true, type: integer, format: int64 }
                    - { name: tags, in: query, required: true, type: array, items: { type: string }, collectionFormat: pipes, minItems: 2 }
                    - { name: note, in: formData, required: true, type: string, maxLength: 5 }
                  responses: { 200: { description: ok, schema: { $ref: '#/definitions/Result' } } }
            definitions: { Result: { type: object, required: [ok], properties: { ok: { type: boolean } } } }
            """);

        Assert.Contains("\"/upload/1?tags=sample%7Csample\"", code, StringComparison.Ordinal);
        Assert.Contains("Api.Content(\"note=sampl\", \"application/x-www-form-urlencoded\")", code, StringComparison.Ordinal);
        Assert.Contains("\"note=sample\"", code, StringComparison.Ordinal);
        Assert.Contains(".Answers(\"200\", \"application/json\", \"Result\")", code, StringComparison.Ordinal);
    }

    private static string Code(string document)
    {
        var suite = GeneratedCode.Write(document);
        GeneratedCode.Compile(suite.Code);
        Assert.All(suite.Coverage, operation => Assert.Null(operation.Reason));
        return suite.Code;
    }

    private static string Get(string operation, string rest = "") =>
        """{"openapi":"3.0.3","info":{"title":"T","version":"1"},"paths":{"/a":{"get":""" + operation + "}}" + rest + "}";

    private static string Post(string mediaType, string schema, string rest = "") =>
        """{"openapi":"3.0.3","info":{"title":"T","version":"1"},"paths":{"/a":{"post":{"requestBody":{"required":true,"content":{""" + $"\"{mediaType}\":{{\"schema\":{schema}}}" + """}},"responses":{"200":{"description":"x"}}}}}""" + rest + "}";
}
