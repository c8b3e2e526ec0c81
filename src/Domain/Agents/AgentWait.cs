namespace Workflows.Domain.Agents;

/// <summary>Why a run does not go on right now.</summary>
/// <param name="IsBudget">It waits for money; otherwise for its model, or its repository, to be reached again.</param>
/// <param name="Message">What it waits for, in a sentence.</param>
public sealed record AgentWait(bool IsBudget, string Message);
