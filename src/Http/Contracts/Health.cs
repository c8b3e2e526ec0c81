namespace Workflows.Http.Contracts;

/// <summary>The answer of <c>/healthz</c>.</summary>
/// <param name="Status"><c>ok</c>, or <c>stopping</c>.</param>
/// <param name="Version">Version of the product.</param>
/// <param name="Store">The store behind the engine, with its version.</param>
/// <param name="HostId">New at every start of the host.</param>
public sealed record Health(string Status, string Version, string Store, string HostId);
