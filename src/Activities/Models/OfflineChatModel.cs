using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Models;

/// <summary>Answers from the document alone, by rules, for nothing: the last resort of every run, and the first choice without a key.</summary>
internal sealed class OfflineChatModel(IOfflineWriter writer) : IChatModel
{
    public const string ModelName = "offline";

    public string Name => ModelName;

    public Task<ChatOutcome> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        var code = writer.Write(request.Document, cancellationToken);
        // Longer than any fence within the code.
        var fence = Prompts.Fence.For(code);
        var text = $"These tests were written by the offline model from the document alone.\n\n{fence}csharp\n{code.TrimEnd()}\n{fence}\n";
        return Task.FromResult<ChatOutcome>(new ChatResponse(text, Name, "stop", ModelUsage.None));
    }
}
