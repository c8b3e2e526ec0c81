namespace Workflows.Engine.Tests.Properties;

/// <summary>What an execution of a random workflow is started with: the steps that are left and what came of those before.</summary>
internal sealed record PlanState(IReadOnlyList<Plan> Steps, IReadOnlyList<string> Trace);
