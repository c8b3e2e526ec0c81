using System.Text.Json;
using Workflows.Activities.OfflineTests.Emitted;
using Workflows.Activities.OfflineTests.Values;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.Tests.OfflineTests;

/// <summary>Values that schemas allow, values at their limits, and the check of both.</summary>
public sealed class ValueTests
{
    private const string Components = """
        {"components":{"schemas":{
          "Cat":{"type":"object","required":["kind","lives"],"properties":{"kind":{"type":"string"},"lives":{"type":"integer"}}},
          "Dog":{"type":"object","required":["kind","breed"],"properties":{"kind":{"type":"string"},"breed":{"type":"string","minLength":3}}},
          "Node":{"type":"object","required":["name"],"properties":{"name":{"type":"string"},"children":{"type":"array","items":{"$ref":"#/components/schemas/Node"}},"parent":{"$ref":"#/components/schemas/Node"}}},
          "Endless":{"type":"object","required":["next"],"properties":{"next":{"$ref":"#/components/schemas/Endless"}}},
          "Fish":{"type":"object","required":["kind"],"properties":{"kind":{"type":"string","enum":["fish"]}}},
          "Self":{"$ref":"#/components/schemas/Self"}
        }}}
        """;

    private readonly Patterns _patterns = new();
    private readonly References _references = new(JsonElement.Parse(Components));

    [Theory]
    [InlineData("""{"type":"string"}""", "\"sample\"")]
    [InlineData("""{"type":"string","example":"mine","default":"usual","enum":["mine","usual"]}""", "\"mine\"")]
    [InlineData("""{"type":"string","default":"usual"}""", "\"usual\"")]
    [InlineData("""{"type":"string","example":5}""", "\"sample\"")]
    [InlineData("""{"type":"string","enum":["a","b"]}""", "\"a\"")]
    [InlineData("""{"type":["null","string"],"examples":["given"]}""", "\"given\"")]
    [InlineData("""{"enum":[null,"x"]}""", "\"x\"")]
    [InlineData("""{"const":{"a":[1]}}""", """{"a":[1]}""")]
    [InlineData("""{"type":"string","minLength":10}""", "\"sampleaaaa\"")]
    [InlineData("""{"type":"string","maxLength":2}""", "\"sa\"")]
    [InlineData("""{"type":"string","format":"date"}""", "\"2024-01-15\"")]
    [InlineData("""{"type":"string","format":"date-time"}""", "\"2024-01-15T10:30:00Z\"")]
    [InlineData("""{"type":"string","format":"email"}""", "\"user@example.com\"")]
    [InlineData("""{"type":"string","pattern":"^[A-Z]{2}\\d{4}$"}""", "\"AA1111\"")]
    [InlineData("""{"type":"string","pattern":"^(a|b)+$","minLength":4}""", "\"aaaa\"")]
    [InlineData("""{"type":"integer"}""", "1")]
    [InlineData("""{"type":"number"}""", "1.5")]
    [InlineData("""{"type":"integer","minimum":5,"maximum":9}""", "5")]
    [InlineData("""{"type":"integer","minimum":5,"exclusiveMinimum":true}""", "6")]
    [InlineData("""{"type":"integer","exclusiveMinimum":5}""", "6")]
    [InlineData("""{"type":"integer","maximum":-3}""", "-3")]
    [InlineData("""{"type":"number","exclusiveMinimum":0,"exclusiveMaximum":0.5}""", "0.25")]
    [InlineData("""{"type":"integer","minimum":10,"multipleOf":7}""", "14")]
    [InlineData("""{"type":"boolean"}""", "true")]
    [InlineData("""{"type":"array","items":{"type":"integer"},"minItems":2}""", "[1,1]")]
    [InlineData("""{"type":"array","items":{"type":"integer"},"minItems":3,"uniqueItems":true}""", "[1,2,3]")]
    [InlineData("""{"type":"array","items":{"enum":["x","y"]},"minItems":2,"uniqueItems":true}""", """["x","y"]""")]
    [InlineData("""{"type":"array","maxItems":0,"items":{}}""", "[]")]
    [InlineData("""{"type":"array","prefixItems":[{"type":"integer"},{"type":"boolean"}]}""", "[1,true]")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"integer"}},"required":["b"]}""", """{"b":1}""")]
    [InlineData("""{"type":"object","required":["id","name"],"properties":{"id":{"type":"integer","readOnly":true},"name":{"type":"string"}}}""", """{"name":"sample"}""")]
    [InlineData("""{"type":"object","minProperties":1,"additionalProperties":{"type":"integer"}}""", """{"property1":1}""")]
    [InlineData("""{"allOf":[{"$ref":"#/components/schemas/Cat"},{"type":"object","required":["name"],"properties":{"name":{"type":"string"},"lives":{"minimum":7}}}]}""", """{"kind":"sample","lives":7,"name":"sample"}""")]
    [InlineData("""{"oneOf":[{"$ref":"#/components/schemas/Dog"},{"$ref":"#/components/schemas/Cat"}],"discriminator":{"propertyName":"kind"}}""", """{"kind":"Dog","breed":"sample"}""")]
    [InlineData("""{"oneOf":[{"$ref":"#/components/schemas/Cat"}],"discriminator":{"propertyName":"kind","mapping":{"kitty":"#/components/schemas/Cat"}}}""", """{"kind":"kitty","lives":1}""")]
    [InlineData("""{"anyOf":[{"type":"string","pattern":"(?=no)x"},{"type":"integer"}],"not":{"type":"string"}}""", "1")]
    [InlineData("""{"type":"array","items":{"type":"string","pattern":"^(0|[1-9][0-9]*)$"},"minItems":3,"uniqueItems":true}""", """["0","11","111"]""")]
    [InlineData("""{"oneOf":[{"$ref":"#/components/schemas/Fish"}],"discriminator":{"propertyName":"kind"}}""", """{"kind":"fish"}""")]
    [InlineData("""{"type":"object","required":["x"],"oneOf":[{"properties":{"x":{"type":"integer"}}},{"properties":{"x":{"type":"string"}}}]}""", """{"x":1}""")]
    [InlineData("""{"$ref":"#/components/schemas/Node"}""", """{"name":"sample"}""")]
    [InlineData("""{}""", "\"sample\"")]
    [InlineData("true", "\"sample\"")]
    public void A_value_is_derived_from_every_kind_of_schema(string schema, string expected)
    {
        var element = JsonElement.Parse(schema);

        var sample = Writer().Write(element, full: false);

        Assert.NotNull(sample);
        Assert.Equal(expected, sample.Node?.ToJsonString() ?? "null");
    }

    [Theory]
    [InlineData("false")]
    [InlineData("""{"$ref":"#/components/schemas/Endless"}""")]
    [InlineData("""{"type":"integer","minimum":3,"maximum":2}""")]
    [InlineData("""{"allOf":[{"type":"string"},{"type":"integer"}]}""")]
    [InlineData("""{"type":"string","minLength":100000}""")]
    public void Where_no_value_is_possible_there_is_none(string schema) =>
        Assert.Null(Writer().Write(JsonElement.Parse(schema), full: false));

    [Fact]
    public void With_everything_optional_a_cycle_ends()
    {
        var sample = Writer().Write(JsonElement.Parse("""{"$ref":"#/components/schemas/Node"}"""), full: true);

        Assert.Equal("""{"name":"sample","children":[{"name":"sample"}],"parent":{"name":"sample","children":[{"name":"sample"}],"parent":{"name":"sample"}}}""", sample!.Node!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"type":"integer","minimum":1,"maximum":5}""", "1,5", "0,6")]
    [InlineData("""{"type":"integer","minimum":1,"exclusiveMinimum":true}""", "2", "1")]
    [InlineData("""{"type":"integer","exclusiveMaximum":5}""", "4", "5")]
    [InlineData("""{"type":"integer","minimum":10,"multipleOf":5}""", "10", "5")]
    [InlineData("""{"type":"integer","multipleOf":5}""", "", "6")]
    [InlineData("""{"type":"number","maximum":2.5}""", "2.5", "3")]
    [InlineData("""{"type":"integer","format":"int32"}""", "", "2147483648")]
    [InlineData("""{"type":"string","minLength":2,"maxLength":3}""", "\"sa\",\"sam\"", "\"s\",\"samp\"")]
    [InlineData("""{"type":"string","pattern":"^[0-9]+$"}""", "", "\"!\"")]
    [InlineData("""{"type":"string","enum":["a","b"]}""", "\"a\",\"b\"", "\"not-one-of-them\"")]
    [InlineData("""{"type":"array","minItems":1,"maxItems":2,"items":{"type":"integer"}}""", "[1,1]", "[],[1,1,1]")]
    [InlineData("""{"type":"array","uniqueItems":true,"items":{"type":"integer"}}""", "", "[1,1]")]
    public void Limits_have_a_value_inside_and_one_outside(string schema, string inside, string outside)
    {
        var facts = new SchemaReader(_references).Read(JsonElement.Parse(schema));

        var values = new Boundaries(Writer(), _patterns).Of(facts).ToList();

        Assert.Equal(inside, string.Join(',', values.Where(value => value.IsInside).Select(value => value.Node!.ToJsonString())));
        Assert.Equal(outside, string.Join(',', values.Where(value => !value.IsInside).Select(value => value.Node!.ToJsonString())));
        Assert.All(values, value => Assert.Equal(value.IsInside, new Conformance(_references, _patterns).Fits(JsonElement.Parse(schema), value.Node)));
    }

    [Theory]
    [InlineData("""{"type":"string"}""", "1", "expected string, got number")]
    [InlineData("""{"type":["string","null"]}""", "null", null)]
    [InlineData("""{"type":"string","nullable":true,"enum":["a"]}""", "null", null)]
    [InlineData("""{"type":"string"}""", "null", "got null")]
    [InlineData("""{"type":"integer"}""", "1.0", null)]
    [InlineData("""{"type":"integer"}""", "1.5", "expected integer")]
    [InlineData("""{"const":5}""", "5.0", null)]
    [InlineData("""{"const":5}""", "6", "6 is not 5")]
    [InlineData("""{"enum":["a"]}""", "\"b\"", "is none of")]
    [InlineData("""{"properties":{"a":{"type":"array","items":{"type":"boolean"}}}}""", """{"a":[true,1]}""", "$.a[1]: expected boolean")]
    [InlineData("""{"required":["a"]}""", "{}", "the required property 'a' is missing")]
    [InlineData("""{"required":["a"],"properties":{"a":{"writeOnly":true}}}""", "{}", null)]
    [InlineData("""{"additionalProperties":false,"properties":{"a":{}}}""", """{"b":1}""", "$.b: not allowed")]
    [InlineData("""{"additionalProperties":{"type":"integer"}}""", """{"b":"x"}""", "$.b: expected integer")]
    [InlineData("""{"additionalProperties":false,"patternProperties":{"^x":{}}}""", """{"x1":1}""", null)]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"boolean"}]}""", "\"x\"", "fits none of the 2 alternatives")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"number"}]}""", "1", null)]
    [InlineData("""{"anyOf":[{"minLength":3},{"maxLength":1}]}""", "\"xx\"", "fits none")]
    [InlineData("""{"not":{"type":"string"}}""", "\"x\"", "is what it must not be")]
    [InlineData("""{"allOf":[{"$ref":"#/components/schemas/Cat"}]}""", """{"kind":"x"}""", "'lives' is missing")]
    [InlineData("""{"$ref":"#/components/schemas/Self"}""", "1", null)]
    [InlineData("""{"$ref":"#/components/schemas/Endless"}""", """{"next":{"next":{}}}""", "$.next.next: the required property 'next'")]
    [InlineData("""{"type":"string","format":"date-time"}""", "\"2024-01-15T10:30:00+02:00\"", null)]
    [InlineData("""{"type":"string","format":"date-time"}""", "\"yesterday\"", "is no date-time")]
    [InlineData("""{"type":"string","format":"date"}""", "\"2024-02-30\"", "is no date")]
    [InlineData("""{"type":"string","format":"uuid"}""", "\"123\"", "is no uuid")]
    [InlineData("""{"type":"integer","format":"int32"}""", "2147483648", "32 bits")]
    [InlineData("""{"minimum":1,"exclusiveMinimum":true}""", "1", "out of range")]
    [InlineData("""{"exclusiveMaximum":1}""", "1", "out of range")]
    [InlineData("""{"multipleOf":0.1}""", "0.3", null)]
    [InlineData("""{"minLength":2}""", "\"😀\"", "1 characters, at least 2")]
    [InlineData("""{"pattern":"^a"}""", "\"b\"", "does not match")]
    [InlineData("""{"uniqueItems":true}""", "[1,1.0]", "same item twice")]
    [InlineData("""{"minProperties":1}""", "{}", "too few or too many")]
    [InlineData("""{"prefixItems":[{"type":"string"}],"items":{"type":"integer"}}""", """["a","b"]""", "$[1]: expected integer")]
    public void Answers_are_held_against_every_keyword(string schema, string value, string? expected)
    {
        var check = new SchemaCheck(_references.Find, _patterns.Matches, "writeOnly", 10_000);

        var problems = check.Problems(JsonElement.Parse(schema), JsonElement.Parse(value));

        if (expected is null)
        {
            Assert.Empty(problems);
        }
        else
        {
            Assert.Contains(expected, Assert.Single(problems), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("^abc$", "abc")]
    [InlineData("^[a-f0-9]{8}$", "aaaaaaaa")]
    [InlineData("^\\+?[1-9]\\d{1,14}$", "11")]
    [InlineData("^[^@\\s]+@[^@\\s]+$", "a@a")]
    [InlineData("(?:foo|bar)-(?<n>x{2,3})?", "foo-")]
    [InlineData("\\u0041\\x42\\.", "AB.")]
    [InlineData("[\\w.-]+", "a")]
    [InlineData("^[ -~]*$", "")]
    public void Patterns_give_an_example_of_themselves(string pattern, string expected)
    {
        Assert.True(_patterns.IsUsable(pattern));
        Assert.Equal(expected, _patterns.Sample(pattern, 0));
    }

    [Theory]
    [InlineData("(?=x)y")]
    [InlineData("(a)\\1")]
    [InlineData("[")]
    [InlineData("a{1000}{1000}")]
    [InlineData("((((a{50}){50}){50}){50})")]
    [InlineData("*a")]
    [InlineData("\\p{L}")]
    public void Patterns_that_are_not_understood_judge_nothing(string pattern)
    {
        Assert.False(_patterns.IsUsable(pattern));
        Assert.True(_patterns.Matches(pattern, "whatever"));
        Assert.Null(_patterns.Sample(pattern, 0));
    }

    private SampleWriter Writer() => new(new SchemaReader(_references), new Conformance(_references, _patterns), _patterns);
}
