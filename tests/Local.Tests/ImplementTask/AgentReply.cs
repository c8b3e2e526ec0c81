using System.Globalization;
using System.Text.Json.Nodes;

namespace Workflows.Local.Tests.ImplementTask;

/// <summary>What a model says: a text, or tool calls with their arguments as it writes them.</summary>
internal sealed record AgentReply(string Text, params (string Tool, string Arguments)[] Calls)
{
    public static AgentReply Plan { get; } = new("PLAN:\n1. Write the answer.\n\nACCEPTANCE CRITERIA:\n1. The answer is 42.");

    public static AgentReply Pass { get; } = new("It is there.\n\nVERDICT: PASS\nACTION: CONTINUE\nFIXES: none");

    /// <summary>A file that the implementer writes.</summary>
    public static (string, string) Write(string path, string content) => ("fs_write", new JsonObject { ["path"] = path, ["content"] = content }.ToJsonString());

    /// <summary>A command.</summary>
    public static (string, string) Run(params string[] command) =>
        ("run_cmd", new JsonObject { ["command"] = command.Length == 1 ? command[0] : new JsonArray([.. command.Select(word => (JsonNode)word)]) }.ToJsonString());

    /// <summary>A file that is read.</summary>
    public static (string, string) Read(string path) => ("fs_read", new JsonObject { ["path"] = path }.ToJsonString());

    public JsonObject ToJson()
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = Text };
        if (Calls.Length > 0)
        {
            message["tool_calls"] = new JsonArray([.. Calls.Select((call, i) => (JsonNode)new JsonObject
            {
                ["id"] = string.Create(CultureInfo.InvariantCulture, $"call_{i}"),
                ["type"] = "function",
                ["function"] = new JsonObject { ["name"] = call.Tool, ["arguments"] = call.Arguments },
            })]);
        }

        return new JsonObject
        {
            ["id"] = "answer-1",
            ["object"] = "chat.completion",
            ["created"] = 1,
            ["model"] = "test-model",
            ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["finish_reason"] = Calls.Length > 0 ? "tool_calls" : "stop", ["message"] = message }),
            ["usage"] = new JsonObject { ["prompt_tokens"] = 10, ["completion_tokens"] = 5, ["total_tokens"] = 15 },
        };
    }
}
