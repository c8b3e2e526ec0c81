namespace Workflows.Domain.Agents;

/// <summary>Why an agent does not go on right now.</summary>
/// <param name="IsBudget">It waits for money; otherwise for its model to be reached again.</param>
/// <param name="Message">What it waits for, in a sentence.</param>
public sealed record AgentWait(bool IsBudget, string Message);
