using System.Text.Json.Nodes;
using Workflows.Activities.Agents;
using Workflows.Activities.ImplementTask.Demo;

namespace Workflows.Activities.ImplementTask.Offline;

/// <summary>The reviewer of the demo task: goes by DIFF, TESTS and the files.</summary>
internal static class DemoReviewer
{
    private const int MostQuoted = 600;

    public static ScriptedTurn Next(ScriptedConversation conversation, PromptReading prompt)
    {
        if (conversation.Turns.Count == 0)
        {
            return DemoScript.Do(
                "I look at the library and the README themselves.",
                DemoScript.Call("fs_read", new JsonObject { ["path"] = DemoFiles.Source }), DemoScript.Call("fs_read", new JsonObject { ["path"] = DemoFiles.Readme }));
        }

        var source = conversation.Turns[0].Outputs[0];
        var readme = conversation.Turns[0].Outputs[1];
        var tests = prompt.Section("TESTS") ?? "none were run";
        var seen = $"TESTS say: {ToolText.FirstLine(tests)}. {(source.Contains(DemoFiles.Mistake, StringComparison.Ordinal) ? $"`{DemoFiles.Source}` asks `{DemoFiles.Mistake}`." : "")}".TrimEnd();
        if (tests.Contains("could not be run", StringComparison.Ordinal))
        {
            return Fail(seen, goesOn: false, $"By hand: make the test command work where the run takes place. It answered: {Quoted(tests)}");
        }

        List<string> fixes = [];
        if (!ToolText.FirstLine(tests).Contains(" passes", StringComparison.Ordinal))
        {
            fixes.Add(source.Contains(DemoFiles.Mistake, StringComparison.Ordinal)
                ? $"`{DemoFiles.Source}`: a name of blanks has to greet the world. `{DemoFiles.Mistake}` lets it through; ask `{DemoFiles.Correction}`."
                : $"Mend what the tests show: {Quoted(tests)}");
        }

        if (!source.Contains("class Greeting", StringComparison.Ordinal))
        {
            fixes.Add($"`{DemoFiles.Source}`: there is no library yet.");
        }

        if (!readme.Contains("dotnet test", StringComparison.Ordinal))
        {
            fixes.Add($"`{DemoFiles.Readme}`: say how to run the tests.");
        }

        return fixes.Count > 0
            ? Fail(seen, goesOn: true, [.. fixes])
            : DemoScript.Say($"{seen} The three rules have their tests, and the README says how to use the library.\n\nVERDICT: PASS\nACTION: CONTINUE\nFIXES: none");
    }

    private static ScriptedTurn Fail(string seen, bool goesOn, params string[] fixes) => DemoScript.Say(
        $"{seen}\n\nVERDICT: FAIL\nACTION: {(goesOn ? "CONTINUE" : "SKIP")}\nFIXES:\n{string.Join('\n', fixes.Select((fix, i) => $"{i + 1}. {fix}"))}");

    private static string Quoted(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > MostQuoted ? line[..MostQuoted] + "…" : line;
    }
}
