using System.Text.Json.Nodes;

namespace Workflows.Activities.Tests.OfflineTests;

/// <summary>Documents that are valid JSON and little else: everything that may hold text holds something nasty, everything else comes in every shape. One seed, one document.</summary>
internal sealed class HostileDocument(int seed)
{
    private static readonly string[] Texts =
    [
        "plain", "", " ", "class", "namespace", "int", "1st", "_", "$", "@event", "über", "имя", "名前", "😀", "a\"b", "\\", "\\u0022", "\\\"", "\"\"\"", "\"; }", "*/", "/* x", "// x", "\n}", "\r\n#if X",
        "\u0085evil", "\u2028evil", "\u2029evil", "\u202Etxet", "\0", "\t", "{0}", "{{", "}}", "%s", "${x}", "#pragma", "'", "`", "<b>", "&amp;", "a/b", "a b", "a.b.c", "../..", "Equals", "Contracts",
        "Api", "Answer", "System", "ToString", "GetType", "Schemas", "Credentials", "\uFFFD", new string('x', 300), "API_BASE_URL", "[Fact]", "async", "await", "Tests", "get", "\u001b[31m", "İ", "ﬁ", "e\u0301", "\u200Bzero",
    ];

    private static readonly string[] Patterns = ["^[a-z]+$", "(a+)+$", "[", "^(?!x)y", "\\p{L}+", "^\\d{3}-\\d{4}$", "a{1000}{1000}", "^(a|b|c){2,4}$", ".*", "(?<n>x)\\k<n>", "\"", "\\"];
    private static readonly string[] Methods = ["get", "post", "put", "delete", "patch", "head", "options", "trace"];
    private static readonly string[] Statuses = ["200", "201", "2XX", "default", "404", "503", "what", "99999"];
    private readonly Random _random = new(seed);
    private readonly List<string> _schemas = [];

    public string Write(int paths)
    {
        for (var i = 0; i < 12; i++)
        {
            _schemas.Add(Text() + i);
        }

        var components = new JsonObject
        {
            ["schemas"] = new JsonObject(_schemas.Select(name => KeyValuePair.Create(name, (JsonNode?)Schema(0)))),
            ["securitySchemes"] = Security(),
        };
        var document = new JsonObject
        {
            ["openapi"] = OneOf("3.0.3", "3.1.0"),
            ["info"] = new JsonObject { ["title"] = Text(), ["version"] = Text(), ["description"] = Text() },
            ["components"] = components,
        };
        var items = new JsonObject { ["/fine"] = new JsonObject { ["get"] = new JsonObject { ["responses"] = new JsonObject { ["200"] = new JsonObject() } } } };
        for (var i = 0; i < paths; i++)
        {
            var path = "/" + (Chance(0.3) ? Text() : "p" + _random.Next(40)) + (Chance(0.4) ? "/{" + Text() + "}" : "") + (Chance(0.2) ? "/" + Text() : "");
            items[path] = Path();
        }

        document["paths"] = items;
        return document.ToJsonString();
    }

    private JsonObject Path()
    {
        var item = new JsonObject();
        foreach (var method in Methods)
        {
            if (Chance(0.35))
            {
                item[method] = Operation();
            }
        }

        if (Chance(0.2))
        {
            item["parameters"] = Parameters();
        }

        return item;
    }

    private JsonNode? Operation() => Chance(0.03) ? JsonValue.Create("nonsense") : new JsonObject
    {
        ["operationId"] = Chance(0.8) ? Text() : null,
        ["tags"] = Chance(0.7) ? new JsonArray(Text(), Text()) : null,
        ["summary"] = Text(),
        ["parameters"] = Parameters(),
        ["requestBody"] = Chance(0.5) ? new JsonObject { ["required"] = Chance(0.6), ["content"] = Content() } : null,
        ["security"] = Chance(0.3) ? new JsonArray(new JsonObject { [OneOf("key", "basic", "other\"key", "cookie", "query", "none")] = new JsonArray() }) : null,
        ["responses"] = new JsonObject(Statuses.Where(_ => Chance(0.4)).Append("204").Select(status =>
            KeyValuePair.Create(status, (JsonNode?)new JsonObject { ["description"] = Text(), ["content"] = Content() }))),
    };

    private JsonArray Parameters() => new([.. Enumerable.Range(0, _random.Next(4)).Select(_ => (JsonNode?)new JsonObject
    {
        ["name"] = Text(),
        ["in"] = Chance(0.02) ? "nowhere" : OneOf("query", "query", "header", "cookie", "path"),
        ["required"] = Chance(0.5),
        ["style"] = Chance(0.4) ? OneOf("form", "simple", "label", "matrix", "deepObject", "pipeDelimited", "spaceDelimited", "odd") : null,
        ["explode"] = Chance(0.5),
        ["schema"] = Schema(1),
        ["example"] = Chance(0.2) ? Text() : null,
    })]);

    private JsonObject Content()
    {
        var content = new JsonObject();
        for (var i = _random.Next(3); i >= 0; i--)
        {
            var type = OneOf("application/json", "application/json", "application/problem+json; charset=utf-8", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain", "application/xml", "image/*", "*/*", Text());
            content[type] = new JsonObject { ["schema"] = Chance(0.9) ? Schema(0) : null, ["example"] = Chance(0.2) ? Text() : null };
        }

        return content;
    }

    private JsonObject Schema(int depth)
    {
        if (depth > 4 || Chance(0.15))
        {
            return new JsonObject { ["$ref"] = "#/components/schemas/" + OneOf([.. _schemas.Append("missing")]).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal) };
        }

        var schema = new JsonObject { ["description"] = Text() };
        switch (_random.Next(9))
        {
            case 0:
                schema["type"] = "object";
                schema["properties"] = new JsonObject(Enumerable.Range(0, _random.Next(5)).Select(i => KeyValuePair.Create(Text() + i, (JsonNode?)Schema(depth + 1))));
                schema["required"] = new JsonArray([.. schema["properties"]!.AsObject().Where(_ => Chance(0.5)).Select(property => JsonValue.Create(property.Key))]);
                schema["additionalProperties"] = Chance(0.3) ? JsonValue.Create(false) : Chance(0.3) ? Schema(depth + 1) : null;
                break;
            case 1:
                schema["type"] = "array";
                schema["items"] = Schema(depth + 1);
                schema["minItems"] = Chance(0.5) ? _random.Next(4) : null;
                schema["maxItems"] = Chance(0.5) ? _random.Next(9) : null;
                schema["uniqueItems"] = Chance(0.3);
                break;
            case 2:
                schema["type"] = OneOf("integer", "number");
                schema["minimum"] = Chance(0.5) ? JsonNode.Parse(OneOf("0", "-5", "1e400", "0.001", "-99999999999999999999999999999", "12345678901234567890123456789012345")) : null;
                schema["maximum"] = Chance(0.5) ? JsonNode.Parse(OneOf("10", "1.5", "1e28", "79228162514264337593543950335")) : null;
                schema["exclusiveMinimum"] = Chance(0.3) ? JsonNode.Parse(OneOf("true", "3", "\"x\"")) : null;
                schema["multipleOf"] = Chance(0.3) ? JsonNode.Parse(OneOf("0", "-1", "0.01", "1e-28", "7", "1e28")) : null;
                schema["format"] = OneOf("int32", "int64", "float");
                break;
            case 3:
                schema["enum"] = new JsonArray(Text(), Text(), null, 1, true, new JsonObject());
                break;
            case 4:
                schema[OneOf("oneOf", "anyOf", "allOf")] = new JsonArray(Schema(depth + 1), Schema(depth + 1));
                schema["discriminator"] = Chance(0.4) ? new JsonObject { ["propertyName"] = Text(), ["mapping"] = new JsonObject { [Text()] = Text() } } : null;
                break;
            case 5:
                schema["type"] = new JsonArray("string", "null");
                schema["const"] = Chance(0.5) ? Text() : null;
                break;
            case 6:
                schema["not"] = Schema(depth + 1);
                break;
            case 7:
                schema["type"] = OneOf("boolean", "file", "any", "");
                schema["default"] = Text();
                break;
            default:
                schema["type"] = "string";
                schema["minLength"] = Chance(0.4) ? JsonNode.Parse(OneOf("0", "3", "2147483648", "-1", "1.5", "700")) : null;
                schema["maxLength"] = Chance(0.4) ? JsonNode.Parse(OneOf("0", "3", "255", "99999999999")) : null;
                schema["pattern"] = Chance(0.4) ? OneOf(Patterns) : null;
                schema["format"] = Chance(0.5) ? OneOf("date", "date-time", "uuid", "binary", "byte", "email", Text()) : null;
                schema["example"] = Chance(0.4) ? Text() : null;
                schema["nullable"] = Chance(0.3);
                break;
        }

        return schema;
    }

    private JsonObject Security() => new()
    {
        ["key"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = Text() },
        ["cookie"] = new JsonObject { ["type"] = "apiKey", ["in"] = "cookie", ["name"] = Text() },
        ["query"] = new JsonObject { ["type"] = "apiKey", ["in"] = "query", ["name"] = Text() },
        ["basic"] = new JsonObject { ["type"] = "http", ["scheme"] = "Basic" },
        ["other\"key"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = Text() },
        [Text()] = new JsonObject { ["type"] = Text() },
    };

    private bool Chance(double chance) => _random.NextDouble() < chance;

    private string Text() => Texts[_random.Next(Texts.Length)];

    private string OneOf(params string[] texts) => texts[_random.Next(texts.Length)];
}
