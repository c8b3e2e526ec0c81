using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workflows.Activities.Agents;
using Workflows.Activities.ImplementTask.Demo;

namespace Workflows.Activities.ImplementTask.Offline;

/// <summary>The tech writer of the demo task: reads what is there, and adds what is missing.</summary>
internal static partial class DemoTechWriter
{
    private const string DecisionName = "a-name-of-blanks-is-no-name.md";

    public static ScriptedTurn Next(ScriptedConversation conversation)
    {
        if (conversation.Turns.Count == 0)
        {
            return DemoScript.Do(
                "I read what is there.",
                DemoScript.Call("fs_list", new JsonObject { ["path"] = "project/decisions" }),
                DemoScript.Call("fs_read", new JsonObject { ["path"] = ImplementTaskNames.Done }),
                DemoScript.Call("fs_read", new JsonObject { ["path"] = ImplementTaskNames.Architecture }));
        }

        return conversation.Turns.Count == 1
            ? DemoScript.Do("I write down what came of the task.", [.. Writes(conversation.Turns[0].Outputs, Day().Match(conversation.Prompt).Groups[1].Value)])
            : DemoScript.Say("I changed:\n" + string.Join('\n', conversation.Turns[1].Outputs.Select(output => $"- {ToolText.FirstLine(output)}")));
    }

    private static IEnumerable<ScriptedCall> Writes(IReadOnlyList<string> outputs, string day)
    {
        // What cannot be seen whole is left as it is.
        if (ToolText.File(outputs[1]) is { } done)
        {
            yield return Write(ImplementTaskNames.Done, $"{Or(done, "# Done")}\n\n## {day}: Greeter library\n`Greeting.For` greets by name, and the world where none is given. `dotnet test` passes; the README says how to use it.\n");
        }

        if (ToolText.File(outputs[2]) is { } architecture && !architecture.Contains("## Greeter", StringComparison.Ordinal))
        {
            yield return Write(ImplementTaskNames.Architecture, Or(architecture, "# Architecture") + "\n" + DemoFiles.Architecture);
        }

        if (!outputs[0].Contains(DecisionName, StringComparison.Ordinal))
        {
            var number = Number().Matches(outputs[0]).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max() + 1;
            yield return Write(string.Create(CultureInfo.InvariantCulture, $"{ImplementTaskNames.Decisions}{number:0000}-{DecisionName}"), DemoFiles.Decision);
        }
    }

    private static string Or(string text, string title) => text.Trim().Length == 0 ? title : text.TrimEnd();

    private static ScriptedCall Write(string path, string content) => DemoScript.Call("fs_write", new JsonObject { ["path"] = path, ["content"] = content });

    [GeneratedRegex(@"Day: (\d{4}-\d{2}-\d{2})", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Day();

    [GeneratedRegex(@"\b(\d{4})-[a-z]", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Number();
}
