namespace Workflows.Activities.Models;

/// <summary>One question to a chat model.</summary>
/// <param name="Prompt">The whole prompt.</param>
/// <param name="Document">What the prompt is about (OpenAPI 3 JSON): the offline model writes from it.</param>
/// <param name="IdempotencyKey">The same for every delivery of one question, so that a gateway can answer a repetition without asking again.</param>
public sealed record ChatRequest(string Prompt, ReadOnlyMemory<byte> Document, string IdempotencyKey)
{
    /// <summary>Most tokens that the answer may have; null leaves it to the settings.</summary>
    public int? MaxOutputTokens { get; init; }
}
