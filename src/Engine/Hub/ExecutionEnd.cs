using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Hub;

/// <summary>How an execution ended.</summary>
internal sealed record ExecutionEnd(OrchestrationRuntimeStatus Status, string? Output, FailureDetails? Failure);
