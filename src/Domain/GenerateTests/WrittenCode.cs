using Workflows.Domain.Artifacts;

namespace Workflows.Domain.GenerateTests;

/// <summary>What came of the rounds: code that passed its check, or a budget that nobody wanted to raise.</summary>
internal sealed record WrittenCode(ArtifactRef? Code, CheckReport? Check, ModelAnswer Answer, int Round, ModelUsage Usage, BudgetStop? Stop);
