namespace Workflows.Activities.OfflineTests.Values;

/// <summary>Texts of the formats that OpenAPI and JSON Schema name.</summary>
internal static class TextSamples
{
    /// <summary>Longest text that is written into a file.</summary>
    public const int MaxLength = 600;

    public static string? OfFormat(string? format) => format switch
    {
        "date" => "2024-01-15",
        "date-time" => "2024-01-15T10:30:00Z",
        "time" => "10:30:00Z",
        "duration" => "PT30M",
        "uuid" or "guid" => "0f8fad5b-d9cb-469f-a165-70867728950e",
        "email" or "idn-email" => "user@example.com",
        "hostname" or "idn-hostname" => "api.example.com",
        "uri" or "url" or "iri" or "uri-reference" or "iri-reference" => "https://example.com/resource",
        "uri-template" => "https://example.com/{id}",
        "ipv4" or "ip" => "192.0.2.10",
        "ipv6" => "2001:db8::1",
        "byte" => "c2FtcGxl",
        "json-pointer" => "/sample",
        "regex" => "^sample$",
        _ => null,
    };

    /// <summary>A text of a length in characters, or null when it would be too long to be written.</summary>
    public static string? OfLength(int length) => length > MaxLength ? null : length <= 6 ? "sample"[..length] : "sample" + new string('a', length - 6);
}
