using System.Buffers;
using System.Text.Json;

namespace Workflows.Activities.Models;

/// <summary>What is sent to a service that speaks OpenAI's chat protocol.</summary>
internal static class ChatBody
{
    public static BinaryData Of(ChatRequest request, ModelOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>((int)Math.Min(request.Conversation?.Bytes ?? request.Prompt.Length, int.MaxValue / 4) + 512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("model", options.Model);
            WriteMessages(json, request);
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

            json.WriteEndObject();
        }

        return BinaryData.FromBytes(buffer.WrittenMemory);
    }

    private static void WriteMessages(Utf8JsonWriter json, ChatRequest request)
    {
        if (request.Conversation is not { } conversation)
        {
            json.WriteStartArray("messages");
            json.WriteStartObject();
            json.WriteString("role", "user");
            json.WriteString("content", request.Prompt);
            json.WriteEndObject();
            json.WriteEndArray();
            return;
        }

        json.WriteStartArray("messages");
        foreach (var message in conversation.Messages)
        {
            // Several objects with commas between them are no value to the writer, which therefore must not look.
            json.WriteRawValue(message.Span, skipInputValidation: true);
        }

        json.WriteEndArray();
        if (conversation.Tools.Length > 0)
        {
            json.WriteStartArray("tools");
            json.WriteRawValue(conversation.Tools.Span, skipInputValidation: true);
            json.WriteEndArray();
        }
    }
}
