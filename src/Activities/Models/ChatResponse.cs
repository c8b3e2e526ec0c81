using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Models;

/// <summary>A whole answer.</summary>
/// <param name="Text">What the model wrote.</param>
/// <param name="Model">The model's name, as the endpoint told it.</param>
/// <param name="FinishReason">Why it ended, in the protocol's words: <c>stop</c>.</param>
/// <param name="Usage">What it used, failed attempts included.</param>
/// <param name="Attempts">How many calls it took.</param>
public sealed record ChatResponse(string Text, string Model, string FinishReason, ModelUsage Usage, int Attempts = 1)
    : ChatOutcome(Usage, Attempts)
{
    /// <summary>The tools that the model wants called, in its order.</summary>
    internal IReadOnlyList<ChatToolCall> ToolCalls { get; init; } = [];
}
