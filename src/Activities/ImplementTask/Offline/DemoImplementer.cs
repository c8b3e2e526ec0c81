using System.Text.Json.Nodes;
using Workflows.Activities.Agents;
using Workflows.Activities.ImplementTask.Demo;

namespace Workflows.Activities.ImplementTask.Offline;

/// <summary>The implementer of the demo task: looks, writes or mends, runs the tests, and reports what came out.</summary>
internal static class DemoImplementer
{
    private const string MostQuoted = "…";

    public static ScriptedTurn Next(ScriptedConversation conversation, PromptReading prompt)
    {
        var turns = conversation.Turns;
        if (turns.Count == 0)
        {
            return DemoScript.Do(
                "I look at what is there.",
                DemoScript.Call("fs_list", new JsonObject { ["path"] = "workspace" }), DemoScript.Call("fs_read", new JsonObject { ["path"] = DemoFiles.Source }));
        }

        var source = turns[0].Outputs[1];
        var isThere = source.Contains("class Greeting", StringComparison.Ordinal);
        if (turns.Count == 1 && !isThere)
        {
            return DemoScript.Do(
                "Nothing is there yet: I write the library, its tests and the README.",
                [.. DemoFiles.Workspace.Select(file => DemoScript.Call("fs_write", new JsonObject { ["path"] = file.Path, ["content"] = file.Text }))]);
        }

        if (turns.Count == 1 && source.Contains(DemoFiles.Mistake, StringComparison.Ordinal))
        {
            return DemoScript.Do(
                $"The review is right: `{DemoFiles.Mistake}` takes a name of blanks for a name. I mend that line.",
                DemoScript.Call("fs_patch", new JsonObject
                {
                    ["path"] = DemoFiles.Source,
                    ["edits"] = new JsonArray(new JsonObject { ["old"] = DemoFiles.Mistake, ["new"] = DemoFiles.Correction }),
                }));
        }

        return Ran(turns) is { } output || prompt.TestCommand is null
            ? DemoScript.Say(Report(turns, Ran(turns), prompt.TestCommand))
            : DemoScript.Do("Now I run the tests.", DemoScript.Call("run_cmd", new JsonObject { ["command"] = prompt.TestCommand, ["folder"] = "workspace" }));
    }

    private static string? Ran(IReadOnlyList<ScriptedExchange> turns) =>
        turns[^1].Turn.Calls is [{ Tool: "run_cmd" }] ? turns[^1].Outputs[0] : null;

    private static string Report(IReadOnlyList<ScriptedExchange> turns, string? tests, string? command)
    {
        var did = string.Join('\n', turns.SelectMany(turn => turn.Turn.Calls.Zip(turn.Outputs)).Where(call => call.First.Tool is "fs_write" or "fs_patch")
            .Select(call => "- " + (ToolText.FirstLine(call.Second) is var line && line.StartsWith(PathOf(call.First), StringComparison.Ordinal) ? line : $"{PathOf(call.First)}: {line}")));
        var result = tests is null ? "No command is set that runs the tests; I ran none."
            : ToolText.Passed(tests) ? $"`{command}`: passes."
            : $"`{command}` does not pass; I hand it over as it is:\n{Quote(tests)}";
        return $"## What I changed\n{(did.Length == 0 ? "Nothing: what the task asks for is there." : did)}\n\n## Tests\n{result}\n";
    }

    private static string PathOf(ScriptedCall call) => JsonNode.Parse(call.Arguments)?["path"]?.ToString() ?? call.Tool;

    // The lines that tell what failed; otherwise the last ones.
    private static string Quote(string output)
    {
        List<string> lines = [.. output.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0 && !line.StartsWith('['))];
        List<string> telling = [.. lines.Where(line => line.Contains("[FAIL]", StringComparison.Ordinal) || line.Contains("Failed", StringComparison.Ordinal) || line.Contains("error", StringComparison.OrdinalIgnoreCase))];
        return string.Join('\n', (telling.Count > 0 ? telling.Take(8) : lines.TakeLast(8)).Select(line => "> " + (line.Length > 300 ? line[..300] + MostQuoted : line)));
    }
}
