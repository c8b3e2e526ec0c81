namespace Workflows.Domain.Client;

/// <summary>One page of a list.</summary>
/// <param name="Instances">The instances, newest first.</param>
/// <param name="ContinuationToken">Asks for the next page; null on the last one.</param>
public sealed record OrchestrationPage(IReadOnlyList<OrchestrationMetadata> Instances, string? ContinuationToken);
