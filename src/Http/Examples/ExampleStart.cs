using Workflows.Domain.GenerateTests;

namespace Workflows.Http.Examples;

/// <summary>What the run of an example is started with.</summary>
/// <param name="Document">The OpenAPI document, as JSON.</param>
/// <param name="BaseUrl">Where the API that it describes answers.</param>
/// <param name="Label">What the run is called.</param>
public sealed record ExampleStart(ReadOnlyMemory<byte> Document, string BaseUrl, string Label)
{
    /// <summary>How the tests are delivered; null for not at all.</summary>
    public Delivery? Delivery { get; init; }

    /// <summary>Why the example cannot be started, and what to do; null when it can.</summary>
    public string? Problem { get; init; }

    /// <summary>An example that cannot be started.</summary>
    public static ExampleStart Not(string problem) => new(default, "", "") { Problem = problem };
}
