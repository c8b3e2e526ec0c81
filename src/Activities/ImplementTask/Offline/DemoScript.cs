using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Activities.Agents;
using Workflows.Activities.ImplementTask.Demo;
using Workflows.Domain.ImplementTask;

namespace Workflows.Activities.ImplementTask.Offline;

/// <summary>
/// Plays the agents of the demo task where there is no model: it drives the real tools and goes by what they answer. What it writes first has a
/// mistake that the tests find. It knows no other task, and says so.
/// </summary>
internal sealed class DemoScript : IAgentScript
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public ScriptedTurn Next(ScriptedConversation conversation)
    {
        var prompt = new PromptReading(conversation.Prompt);
        var cannot = !DemoFiles.IsDemo(prompt.Section("TASK") ?? "") ? "the offline model knows only the demo task"
            : prompt.Section("CHANGES") is not null ? "the offline model does not understand what a person wants changed"
            : null;
        return (cannot, conversation.Role) switch
        {
            (null, TaskRoles.Planner) => Say(DemoPlan),
            (null, TaskRoles.Implementer) => DemoImplementer.Next(conversation, prompt),
            (null, TaskRoles.Reviewer) => DemoReviewer.Next(conversation, prompt),
            (null, TaskRoles.TechWriter) => DemoTechWriter.Next(conversation),
            (_, TaskRoles.Reviewer) => Say($"No model reviews: {cannot ?? "it knows no such role"}.\n\nVERDICT: FAIL\nACTION: SKIP\nFIXES:\n1. {Remedy}"),
            _ => Say($"No model is configured, and {cannot ?? $"the offline model does not know the role {conversation.Role}"}. {Remedy}"),
        };
    }

    /// <summary>The agent's last message.</summary>
    public static ScriptedTurn Say(string text) => new(text, []);

    /// <summary>A message with tool calls.</summary>
    public static ScriptedTurn Do(string text, params ScriptedCall[] calls) => new(text, calls);

    /// <summary>A tool call.</summary>
    public static ScriptedCall Call(string tool, JsonObject arguments) => new(tool, arguments.ToJsonString(Plain));

    private const string Remedy = "Configure a model by hand: set USE_REAL_LLM=true and LLM_API_KEY, and LLM_BASE_URL and LLM_MODEL where it is not OpenAI's; then start the run again.";

    private const string DemoPlan =
        """
        PLAN:
        1. Set up `workspace/` as a solution with the library `src/Greeter` and the xunit project `tests/Greeter.Tests`.
        2. Write `Greeting.For(name)`: it greets by name, cuts blanks off, and greets the world without a name.
        3. Write a test for each of the three rules.
        4. Write `workspace/README.md`: how to use the library, how to run the tests.
        5. Run `dotnet test` and mend what it shows.

        ACCEPTANCE CRITERIA:
        1. `dotnet test` passes in `workspace/`.
        2. Each of the three rules has a test.
        3. A name that is null, empty or made of blanks greets the world.
        4. `workspace/README.md` says how to use the library and how to run its tests.
        """;
}
