using System.Text.Json.Serialization;

namespace Workflows.Http.Contracts;

/// <summary>The JSON body of <c>POST /v1/generate</c> when the document is to be fetched.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record GenerateRequest
{
    /// <summary>Where the document is: an absolute http or https address.</summary>
    public string? Url { get; init; }

    /// <summary>The API to run the tests against; without it the first server of the document.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>Ends after the check; nothing is executed.</summary>
    public bool CheckOnly { get; init; }

    /// <summary>Most rounds of model and check, 1 to 10.</summary>
    public int? MaxRounds { get; init; }

    /// <summary>What the run is called in lists.</summary>
    public string? Label { get; init; }

    /// <summary>Whether the tests are committed: <c>true</c> (once approved), <c>false</c>, <c>auto</c> (without a human); null leaves it to the host.</summary>
    [JsonConverter(typeof(CommitWord))]
    public string? Commit { get; init; }

    /// <summary>Who asks, as approvers know them; null when that is not told.</summary>
    public string? RequestedBy { get; init; }
}
