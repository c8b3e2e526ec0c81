using System.Text;
using System.Text.Json;

namespace Workflows.Activities.Models;

/// <summary>
/// Puts an answer together from the protocol's chunks, or from one whole completion. Lenient: services that call themselves compatible
/// leave members out, send them empty, or add their own.
/// </summary>
internal sealed class AnswerCollector(int maxLength)
{
    private readonly StringBuilder _text = new();

    private readonly ToolCallCollector _calls = new();
    private int _length;

    public string Text => ChunkText.Readable(_text.ToString());

    /// <summary>The tools that the model wants called.</summary>
    public IReadOnlyList<ChatToolCall> ToolCalls => _calls.IsEmpty ? [] : _calls.Calls;

    public string? Model { get; private set; }

    /// <summary>Null as long as the model has not said that it is done.</summary>
    public string? FinishReason { get; private set; }

    /// <summary>Whether all of it has come, whatever it is.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether the endpoint has told what it bills.</summary>
    public bool HasUsage { get; private set; }

    /// <summary>Whether that is the last word: some services tell a running count with every chunk, and a body may end between two of them.</summary>
    public bool IsBilled { get; private set; }

    public long InputTokens { get; private set; }

    public long OutputTokens { get; private set; }

    /// <summary>What the endpoint reports in place of an answer; some send errors within a stream.</summary>
    public string? Error { get; private set; }

    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="AnswerTooLargeException">The answer has grown too long.</exception>
    public void Add(string json)
    {
        using var document = JsonDocument.Parse(json);
        var chunk = document.RootElement;
        if (chunk.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("a chunk of the answer is not an object");
        }

        if (Member(chunk, "error", JsonValueKind.Object) is { } error)
        {
            Error = TextOf(error, "message") ?? error.GetRawText();
        }

        Model = TextOf(chunk, "model") ?? Model;
        if (Member(chunk, "usage", JsonValueKind.Object) is { } usage)
        {
            InputTokens = Tokens(usage, "prompt_tokens") ?? InputTokens;
            OutputTokens = Tokens(usage, "completion_tokens") ?? OutputTokens;
            HasUsage = Tokens(usage, "prompt_tokens") is not null && Tokens(usage, "completion_tokens") is not null;
        }

        if (Member(chunk, "choices", JsonValueKind.Array) is { } choices && choices.GetArrayLength() > 0)
        {
            AddChoice(choices[0]);
        }

        IsBilled = HasUsage && FinishReason is not null && (IsBilled || Member(chunk, "usage", JsonValueKind.Object) is not null);
    }

    /// <summary>The answer has ended the way that it should, so nothing more will be told.</summary>
    public void End() => (HasEnded, IsBilled) = (true, HasUsage && FinishReason is not null);

    private void AddChoice(JsonElement choice)
    {
        if (choice.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("a choice of the answer is not an object");
        }

        FinishReason = TextOf(choice, "finish_reason") ?? FinishReason;
        var part = Member(choice, "delta", JsonValueKind.Object) ?? Member(choice, "message", JsonValueKind.Object);
        if (part is not { } message)
        {
            return;
        }

        if (TextOf(message, "content") is { } content)
        {
            Count(content.Length);
            _text.Append(content);
        }

        if (Member(message, "tool_calls", JsonValueKind.Array) is { } calls)
        {
            Count(_calls.Add(calls));
        }
    }

    private void Count(int length)
    {
        _length += length;
        if (_length > maxLength)
        {
            throw new AnswerTooLargeException(maxLength, "characters");
        }
    }

    private static JsonElement? Member(JsonElement parent, string name, JsonValueKind kind) =>
        parent.TryGetProperty(name, out var member) && member.ValueKind == kind ? member : null;

    private static string? TextOf(JsonElement parent, string name) =>
        Member(parent, name, JsonValueKind.String) is { } member && ChunkText.Of(member) is { Length: > 0 } text ? text : null;

    private static long? Tokens(JsonElement usage, string name) =>
        Member(usage, name, JsonValueKind.Number) is { } number && number.TryGetInt64(out var count) && count >= 0 ? count : null;
}
