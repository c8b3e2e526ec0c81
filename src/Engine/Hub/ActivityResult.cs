using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Hub;

/// <summary>What an activity came to: a failure, or an output as JSON.</summary>
internal sealed record ActivityResult(string? Output, FailureDetails? Failure);
