using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Workflows.Local.Tests.ImplementTask;

/// <summary>What an agent's model is asked.</summary>
/// <param name="Task">The title of the task: the first heading of the prompt.</param>
/// <param name="Role">The role.</param>
/// <param name="Round">The round.</param>
/// <param name="Turn">The turn, from 1.</param>
/// <param name="Prompt">The first message.</param>
/// <param name="Outputs">What the tools of the last turn answered.</param>
/// <param name="Key">The idempotency key.</param>
internal sealed partial record AgentQuestion(string Task, string Role, int Round, int Turn, string Prompt, IReadOnlyList<string> Outputs, string Key)
{
    public static AgentQuestion Of(JsonArray messages, string key)
    {
        var prompt = messages[1]!["content"]!.GetValue<string>();
        var head = Head().Match(prompt);
        var last = messages.Select((message, i) => (message, i)).Where(one => (string?)one.message!["role"] == "assistant").Select(one => one.i).DefaultIfEmpty(messages.Count).Last();
        return new AgentQuestion(
            Heading().Match(prompt).Groups[1].Value.Trim(), head.Groups[1].Value, int.Parse(head.Groups[2].Value, CultureInfo.InvariantCulture),
            messages.Count(message => (string?)message!["role"] == "assistant") + 1, prompt,
            [.. messages.Skip(last + 1).Where(message => (string?)message!["role"] == "tool").Select(message => message!["content"]!.GetValue<string>())], key);
    }

    [GeneratedRegex(@"^Role: ([a-z-]+)\. Round: (\d+)\.")]
    private static partial Regex Head();

    [GeneratedRegex("^# (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
