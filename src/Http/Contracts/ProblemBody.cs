using System.Text.Json.Serialization;

namespace Workflows.Http.Contracts;

/// <summary>Problem details, RFC 9457.</summary>
/// <param name="Type">Always <c>about:blank</c>: the status says the kind.</param>
/// <param name="Title">The kind of problem.</param>
/// <param name="Status">The status code.</param>
/// <param name="Detail">What happened, and what to do.</param>
public sealed record ProblemBody(string Type, string Title, int Status, string Detail)
{
    /// <summary>The run that stands in the way; null, and left out, where it is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RunId { get; init; }

    /// <summary>What was asked for otherwise than it was of that run; null, and left out, where there is no such run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Differs { get; init; }
}
