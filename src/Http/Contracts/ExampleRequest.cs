using System.Text.Json.Serialization;

namespace Workflows.Http.Contracts;

/// <summary>Asks for an example to be started.</summary>
/// <param name="Example">Its id, or <c>all</c>, which is what is taken when it is left out.</param>
/// <param name="Gate">Whether the run asks a human and commits the tests.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ExampleRequest(string? Example = null, bool Gate = false);
