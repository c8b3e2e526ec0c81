using Workflows.Http.Examples;

namespace Workflows.Http.Contracts;

/// <summary>The examples of a host.</summary>
/// <param name="Examples">The examples.</param>
/// <param name="Available">Whether there are any.</param>
/// <param name="Note">Why there are none and what to do, or what is worth knowing of them.</param>
public sealed record ExampleList(IReadOnlyList<Example> Examples, bool Available, string? Note);
