namespace Workflows.Domain.GenerateTests;

/// <summary>What a run of <c>generate-tests</c> is started with.</summary>
/// <param name="Document">The OpenAPI document.</param>
public sealed record GenerateTestsInput(DocumentSource Document)
{
    /// <summary>Address of the API to run the tests against; null means the first usable server of the document.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>Ends after the Roslyn check; nothing is executed.</summary>
    public bool CheckOnly { get; init; }

    /// <summary>Most rounds of model and check, 1 to 10.</summary>
    public int MaxRounds { get; init; } = 3;

    /// <summary>Where the tests are committed once somebody has approved them; null means that they are not.</summary>
    public Delivery? Delivery { get; init; }

    /// <summary>What the run is called in lists; null means the document's title.</summary>
    public string? Label { get; init; }
}
