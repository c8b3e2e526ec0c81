using System.Text.Json;

namespace Workflows.Activities.OfflineTests.Values;

/// <summary>What a schema says once its references and <c>allOf</c> are put together. Alternatives (<c>oneOf</c>, <c>anyOf</c>) stay open.</summary>
internal sealed class SchemaFacts
{
    /// <summary>How many schemas were put together.</summary>
    public int Parts { get; set; }

    /// <summary>Allowed types; null when any.</summary>
    public HashSet<string>? Types { get; set; }

    public List<JsonElement>? Enum { get; set; }

    public JsonElement? Const { get; set; }

    /// <summary>Examples and the default, in order of preference.</summary>
    public List<JsonElement> Examples { get; } = [];

    public decimal? Minimum { get; set; }

    public decimal? Maximum { get; set; }

    /// <summary>Whether <see cref="Minimum"/> itself is out.</summary>
    public bool MinimumIsOut { get; set; }

    /// <summary>Whether <see cref="Maximum"/> itself is out.</summary>
    public bool MaximumIsOut { get; set; }

    public decimal? MultipleOf { get; set; }

    public int MinLength { get; set; }

    public int? MaxLength { get; set; }

    public string? Pattern { get; set; }

    public string? Format { get; set; }

    public JsonElement? Items { get; set; }

    public List<JsonElement> PrefixItems { get; } = [];

    public int MinItems { get; set; }

    public int? MaxItems { get; set; }

    public bool UniqueItems { get; set; }

    public int MinProperties { get; set; }

    /// <summary>Schemas by property, in the document's order; a property that several parts describe must fit all of them.</summary>
    public OrderedDictionary<string, List<JsonElement>> Properties { get; } = new(StringComparer.Ordinal);

    public List<string> Required { get; } = [];

    public JsonElement? AdditionalProperties { get; set; }

    /// <summary>Groups of which one alternative each must fit.</summary>
    public List<List<JsonElement>> Choices { get; } = [];

    /// <summary>Name of the property that tells alternatives apart, and its value by alternative.</summary>
    public (string Property, IReadOnlyDictionary<string, string> Mapping)? Discriminator { get; set; }

    public bool ReadOnly { get; set; }

    /// <summary>The type that a value is given when several are allowed.</summary>
    public string? Type => Types is null ? Implied() : Preference.FirstOrDefault(Types.Contains);

    private static IReadOnlyList<string> Preference { get; } = ["object", "array", "string", "integer", "number", "boolean", "null"];

    // Many documents leave the type out where a keyword says it.
    private string? Implied() =>
        Properties.Count > 0 || Required.Count > 0 ? "object"
        : Items is not null ? "array"
        : Minimum is not null || Maximum is not null || MultipleOf is not null ? "number"
        : MinLength > 0 || MaxLength is not null || Pattern is not null ? "string"
        : null;
}
