namespace Workflows.Activities.Models;

/// <summary>Something that answers prompts.</summary>
public interface IChatModel
{
    /// <summary>Its name in settings: <c>qwen-max</c>, <c>offline</c>.</summary>
    string Name { get; }

    /// <summary>Asks it. Failures to answer are outcomes, not exceptions.</summary>
    Task<ChatOutcome> CompleteAsync(ChatRequest request, CancellationToken cancellationToken);
}
