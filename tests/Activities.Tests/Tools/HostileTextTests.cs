using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Activities.Tests.Workspaces;
using Workflows.Activities.Tools;
using Workflows.Domain.Agents;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Texts;

namespace Workflows.Activities.Tests.Tools;

public sealed class HostileTextTests
{
    [Theory]
    [InlineData("# ready, go ", "-", 100)]
    [InlineData("npm ", "a-", 20_000)]
    [InlineData("", "dotnet add ", 20_000)]
    public void However_a_text_is_made_it_is_looked_through_at_once(string start, string piece, int times)
    {
        Assert.Null(InstallPhrases.OfText(start + string.Concat(Enumerable.Repeat(piece, times))));
    }

    /// <summary>Nothing of it is an installation, and all of it could become one.</summary>
    [Fact]
    public void However_mixed_a_text_is_it_takes_no_memory_to_look_through()
    {
        string[] pieces = ["sudo ", "env ", "-m ", "pip ", "npm ", "go ", "a=b ", "a/", "'", "\"", "--C ", "-w=x ", "global ", ". ", "\n", ", ", "\\\n", "then ", "x ", "dotnet tool "];
        var text = string.Concat(new Random(1).GetItems(pieces, 100_000));
        Assert.Null(InstallPhrases.OfText("warm"));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Null(InstallPhrases.OfText(text));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000_000);
    }

    [Fact]
    public async Task A_tool_that_gives_up_on_a_text_refuses_it()
    {
        await using var place = WorkPlace.Create(("Execution:Isolation", "Process"));
        var state = await place.StateAsync(("workspace/a.txt", "a"));
        var activity = new CallToolActivity(new ToolCatalog([new GivesUp()]), place.Workspaces, place.Artifacts, TimeProvider.System, NullLogger<CallToolActivity>.Instance);

        var result = await activity.RunAsync(
            new ActivityContext("child", "CallTool", "key"),
            new ToolCallInput(WorkPlace.Run, "implementer-1", 1, new ToolCall(1, "look", "{}", null), ["look"], WorkPlace.Work, state), CancellationToken.None);

        Assert.True(result.Refused);
        Assert.Equal(state, result.Workspace);
        Assert.StartsWith("Refused: look took too long", await place.Artifacts.TextAsync(result.Output));
    }

    private sealed class GivesUp : ITool
    {
        public ToolDefinition Definition { get; } = new("look", "Looks.", "{}");

        public Task<ToolOutcome> CallAsync(ToolRequest request, CancellationToken cancellationToken) => throw new RegexMatchTimeoutException();
    }
}
