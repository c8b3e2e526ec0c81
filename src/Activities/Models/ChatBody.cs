using System.Buffers;
using System.ClientModel;
using System.Text.Json;

namespace Workflows.Activities.Models;

/// <summary>What is sent to a service that speaks OpenAI's chat protocol. A conversation goes out as it lies there: most of it was sent before, and none of it is copied.</summary>
internal sealed class ChatBody : BinaryContent
{
    private static readonly byte[] _comma = [(byte)','];

    private readonly ReadOnlyMemory<byte> _head;
    private readonly IReadOnlyList<ReadOnlyMemory<byte>> _messages;
    private readonly ReadOnlyMemory<byte> _tail;

    public ChatBody(ChatRequest request, ModelOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("model", options.Model);
        json.WriteStartArray("messages");
        if (request.Conversation is null)
        {
            json.WriteStartObject();
            json.WriteString("role", "user");
            json.WriteString("content", request.Prompt);
            json.WriteEndObject();
        }

        json.Flush();
        var messagesEnd = buffer.WrittenCount;
        json.WriteEndArray();
        WriteRest(json, request, options);
        json.WriteEndObject();
        json.Flush();
        _messages = request.Conversation?.Messages ?? [];
        (_head, _tail) = (buffer.WrittenMemory[..messagesEnd], buffer.WrittenMemory[messagesEnd..]);
    }

    public override bool TryComputeLength(out long length)
    {
        length = _head.Length + _messages.Sum(message => (long)message.Length) + Math.Max(0, _messages.Count - 1) + _tail.Length;
        return true;
    }

    public override async Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        foreach (var piece in Pieces())
        {
            await stream.WriteAsync(piece, cancellationToken);
        }
    }

    public override void WriteTo(Stream stream, CancellationToken cancellationToken = default)
    {
        foreach (var piece in Pieces())
        {
            cancellationToken.ThrowIfCancellationRequested();
            stream.Write(piece.Span);
        }
    }

    public override void Dispose()
    {
        // It holds nothing but memory.
    }

    private IEnumerable<ReadOnlyMemory<byte>> Pieces()
    {
        yield return _head;
        for (var index = 0; index < _messages.Count; index++)
        {
            if (index > 0)
            {
                yield return _comma;
            }

            yield return _messages[index];
        }

        yield return _tail;
    }

    private static void WriteRest(Utf8JsonWriter json, ChatRequest request, ModelOptions options)
    {
        if (request.Conversation is { Tools.Length: > 0 } conversation)
        {
            json.WriteStartArray("tools");
            // Several objects with commas between them are no value to the writer, which therefore must not look.
            json.WriteRawValue(conversation.Tools.Span, skipInputValidation: true);
            json.WriteEndArray();
        }

        json.WriteBoolean("stream", true);
        json.WriteStartObject("stream_options");
        json.WriteBoolean("include_usage", true);
        json.WriteEndObject();
        if (options.Temperature is { } temperature)
        {
            json.WriteNumber("temperature", temperature);
        }

        if ((request.MaxOutputTokens ?? options.MaxTokens) is { } most)
        {
            // OpenAI's newer models refuse the old name; the services that speak its protocol know the old one best.
            json.WriteNumber(options.BaseUrl.Host.EndsWith("openai.com", StringComparison.OrdinalIgnoreCase) ? "max_completion_tokens" : "max_tokens", most);
        }
    }
}
