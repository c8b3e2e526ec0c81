using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Domain.GenerateTests;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Workflows.Activities.OpenApi;

/// <summary>
/// Builds the tree of a YAML document from the parser's events: aliases are written out within a budget (an alias bomb meets it early),
/// depth is bounded, and plain scalars follow the core schema of YAML 1.2, so that <c>no</c> and <c>on</c> stay text.
/// </summary>
internal sealed class YamlTree(OpenApiOptions options, List<string> warnings)
{
    private readonly Dictionary<AnchorName, (JsonNode? Node, int Size)> _anchors = [];
    private int _nodes;
    private int _depth;

    public JsonNode? Read(string text)
    {
        try
        {
            var parser = new Parser(new Scanner(new StringReader(WithoutBlankLines(text)), skipComments: true));
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                throw new InvalidDocumentException("The document is empty. Send an OpenAPI 2.0, 3.0 or 3.1 document in JSON or YAML.");
            }

            parser.Consume<DocumentStart>();
            var root = Value(parser);
            parser.Consume<DocumentEnd>();
            if (!parser.Accept<StreamEnd>(out _))
            {
                warnings.Add("The file holds more than one YAML document; the first one counts.");
            }

            return root;
        }
        catch (YamlException problem)
        {
            throw new InvalidDocumentException(
                $"The document is neither JSON nor YAML: line {problem.Start.Line}, column {problem.Start.Column}: {Excerpt.Of(problem.Message, 200)} Correct it there and send it again.");
        }
    }

    // Documents in use have lines of blanks at the end of block scalars. The parser takes offence at them, nobody means anything by them.
    private static string WithoutBlankLines(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length > 0 && lines[i].AsSpan().TrimStart(" \t\r").IsEmpty)
            {
                lines[i] = "";
            }
        }

        return string.Join('\n', lines);
    }

    private JsonNode? Value(IParser parser)
    {
        Count(1);
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            return Alias(alias);
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            var value = YamlScalar.Value(scalar);
            Keep(scalar.Anchor, value, 1);
            return value;
        }

        if (++_depth > options.MaxDepth)
        {
            throw new InvalidDocumentException(
                $"The document is nested deeper than {options.MaxDepth} levels at line {parser.Current?.Start.Line} (setting OpenApi:MaxDepth).");
        }

        var before = _nodes;
        JsonNode result;
        AnchorName anchor;
        if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            anchor = sequence.Anchor;
            var array = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                array.Add(Value(parser));
            }

            result = array;
        }
        else
        {
            anchor = parser.Consume<MappingStart>().Anchor;
            result = Mapping(parser);
        }

        _depth--;
        Keep(anchor, result, _nodes - before + 1);
        return result;
    }

    private JsonObject Mapping(IParser parser)
    {
        var result = new JsonObject();
        var merged = new List<JsonNode?>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var line = parser.Current?.Start.Line;
            var key = Value(parser) switch
            {
                null => "null",
                JsonValue value => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString(),
                _ => throw new InvalidDocumentException($"The document has an object or a list as a key at line {line}; keys are text. Correct it there and send it again."),
            };
            var content = Value(parser);
            if (key == "<<")
            {
                merged.Add(content);
                continue;
            }

            if (result.ContainsKey(key))
            {
                warnings.Add($"Line {line}: '{Excerpt.Of(key, 60)}' stands there twice; the last one counts.");
            }

            result[key] = content;
        }

        Merge(result, merged);
        return result;
    }

    // YAML 1.1 merge keys: what the mapping says itself wins.
    private static void Merge(JsonObject target, List<JsonNode?> merged)
    {
        foreach (var source in merged.SelectMany(node => node is JsonArray list ? list.ToArray() : [node]).OfType<JsonObject>())
        {
            foreach (var (name, value) in source)
            {
                if (!target.ContainsKey(name))
                {
                    target[name] = value?.DeepClone();
                }
            }
        }
    }

    private JsonNode? Alias(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value, out var target))
        {
            throw new InvalidDocumentException(
                $"The alias *{Excerpt.Of(alias.Value.Value, 60)} at line {alias.Start.Line} names no anchor before it, or one that contains it. Correct it there and send it again.");
        }

        Count(target.Size);
        return target.Node?.DeepClone();
    }

    private void Keep(AnchorName anchor, JsonNode? node, int size)
    {
        if (!anchor.IsEmpty)
        {
            _anchors[anchor] = (node, size);
        }
    }

    private void Count(int nodes)
    {
        _nodes += nodes;
        if (_nodes > options.MaxNodes)
        {
            throw new InvalidDocumentException(
                string.Create(CultureInfo.InvariantCulture, $"The document holds more than {options.MaxNodes} values once its YAML aliases are written out (setting OpenApi:MaxNodes)."));
        }
    }
}
