namespace Workflows.Activities.OpenApi;

/// <summary>Settings of the OpenAPI reader (section <c>OpenApi</c>).</summary>
public sealed record OpenApiOptions
{
    /// <summary>Largest document, in bytes. 1 KiB to 256 MiB.</summary>
    public int MaxDocumentBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Most operations in a document. 1 to 100,000.</summary>
    public int MaxOperations { get; init; } = 2_000;

    /// <summary>Deepest nesting of objects and arrays. 16 to 500.</summary>
    public int MaxDepth { get; init; } = 200;

    /// <summary>Most values in a document after its YAML aliases are written out. 1,000 to 50,000,000.</summary>
    public int MaxNodes { get; init; } = 3_000_000;

    /// <summary>How long fetching a document by URL may take, in seconds. 1 to 600.</summary>
    public int FetchTimeoutSeconds { get; init; } = 30;

    /// <summary>
    /// Whether a document with a <c>$ref</c> to a file or URL is read at all. Such references are never followed: when this is true
    /// they are dropped with a warning, and what they would have described counts as undescribed.
    /// </summary>
    public bool AllowExternalReferences { get; init; }
}
