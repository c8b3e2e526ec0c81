namespace Workflows.Activities.Models;

/// <summary>One question to a chat model.</summary>
/// <param name="Prompt">The whole prompt.</param>
/// <param name="Document">What the prompt is about (OpenAPI 3 JSON): the offline model writes from it.</param>
/// <param name="IdempotencyKey">The same for every delivery of one question, so that a gateway can answer a repetition without asking again.</param>
public sealed record ChatRequest(string Prompt, ReadOnlyMemory<byte> Document, string IdempotencyKey)
{
    /// <summary>The run whose budget pays; null only where the model costs nothing.</summary>
    public string? RunId { get; init; }

    /// <summary>The call that this belongs to, the same for all of its attempts; null where <see cref="IdempotencyKey"/> says it.</summary>
    public string? Call { get; init; }

    /// <summary>A conversation in the place of the one prompt, which is not sent then.</summary>
    internal ChatMessages? Conversation { get; init; }

    /// <summary>Most tokens that the answer may have; null leaves it to the settings.</summary>
    public int? MaxOutputTokens { get; init; }
}
