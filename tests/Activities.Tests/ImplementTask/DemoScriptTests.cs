using Workflows.Activities.Agents;
using Workflows.Activities.ImplementTask;
using Workflows.Activities.ImplementTask.Demo;
using Workflows.Activities.ImplementTask.Offline;
using Workflows.Domain.ImplementTask;

namespace Workflows.Activities.Tests.ImplementTask;

/// <summary>What the script does where tools answer otherwise than on the day when all is well; that day is an end-to-end test.</summary>
public sealed class DemoScriptTests
{
    private static readonly string Task = $"TASK:\n```\n{EmbeddedText.Demo}\n```\n\nThe tests are run in `workspace/` with: `dotnet test`\n";

    [Theory]
    [InlineData(TaskRoles.Planner)]
    [InlineData(TaskRoles.Implementer)]
    [InlineData(TaskRoles.TechWriter)]
    public void Another_task_is_declined_with_what_to_do(string role)
    {
        var turn = Next(role, "TASK:\n```\n# Another task\n```\n");

        Assert.Empty(turn.Calls);
        Assert.Contains("the offline model knows only the demo task", turn.Text, StringComparison.Ordinal);
        Assert.Contains("LLM_API_KEY", turn.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_task_is_skipped_by_the_reviewer_with_what_to_do_by_hand()
    {
        var review = VerdictParser.Read(Next(TaskRoles.Reviewer, "TASK:\n```\n# Another task\n```\n").Text);

        Assert.Equal((false, false, null), (review.Passed, review.Continue, review.Problem));
        Assert.Contains("Configure a model", review.Fixes, StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_that_a_person_wants_are_not_pretended_to_be_understood() =>
        Assert.Contains("does not understand", Next(TaskRoles.Implementer, Task + "\nCHANGES (x):\n```\nin Dutch\n```\n").Text, StringComparison.Ordinal);

    [Fact]
    public void The_plan_is_within_the_limits()
    {
        var plan = PlanParser.Read(Next(TaskRoles.Planner, Task).Text)!;

        Assert.Equal((5, 4, null), (plan.Points.Count, plan.Criteria.Count, plan.Cut));
    }

    [Fact]
    public void A_test_command_that_cannot_be_run_is_reported_as_it_was_answered()
    {
        var looked = Turn(Next(TaskRoles.Implementer, Task), "no files", $"There is no file '{DemoFiles.Source}'.");
        var wrote = Turn(Next(TaskRoles.Implementer, Task, looked), [.. DemoFiles.Workspace.Select(file => $"{file.Path} made: 1 lines.")]);
        var ran = Turn(Next(TaskRoles.Implementer, Task, looked, wrote), "Exit code 127.\n[error output]\ndotnet: not found");

        var report = Next(TaskRoles.Implementer, Task, looked, wrote, ran);

        Assert.Equal("run_cmd", Assert.Single(ran.Turn.Calls).Tool);
        Assert.Empty(report.Calls);
        Assert.Contains("does not pass", report.Text, StringComparison.Ordinal);
        Assert.Contains("> dotnet: not found", report.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_there_already_is_tested_and_not_written_again()
    {
        var source = DemoFiles.Workspace.Single(file => file.Path == DemoFiles.Source).Text.Replace(DemoFiles.Mistake, DemoFiles.Correction, StringComparison.Ordinal);
        var looked = Turn(Next(TaskRoles.Implementer, Task), "files", $"{DemoFiles.Source}, lines 1-9 of 9:\n{source}");

        Assert.Equal("run_cmd", Assert.Single(Next(TaskRoles.Implementer, Task, looked).Calls).Tool);
    }

    [Theory]
    [InlineData("'dotnet test' could not be run: dotnet: not found", false, false, "By hand")]
    [InlineData("'dotnet test' fails: 1 failed", false, true, "IsNullOrWhiteSpace")]
    [InlineData("'dotnet test' passes: exit code 0 after 2.0 s", true, true, null)]
    public void The_reviewer_goes_by_what_the_tests_show(string tests, bool passes, bool goesOn, string? fix)
    {
        var prompt = $"{Task}\nTESTS:\n```\n{tests}\n```\n";
        var source = DemoFiles.Workspace.Single(file => file.Path == DemoFiles.Source).Text;
        var looked = Turn(Next(TaskRoles.Reviewer, prompt), passes ? source.Replace(DemoFiles.Mistake, DemoFiles.Correction, StringComparison.Ordinal) : source, "Run `dotnet test`.");

        var review = VerdictParser.Read(Next(TaskRoles.Reviewer, prompt, looked).Text);

        Assert.Equal((passes, goesOn), (review.Passed, review.Continue));
        Assert.True(fix is null ? review.Fixes is null : review.Fixes!.Contains(fix, StringComparison.Ordinal), review.Fixes);
    }

    [Fact]
    public void The_tech_writer_leaves_what_it_cannot_see_whole()
    {
        var prompt = "Day: 2030-01-02.\n" + Task;
        var looked = Turn(Next(TaskRoles.TechWriter, prompt), "project/decisions/0007-x.md (3 bytes)", "project/tasks/done.md, lines 1-2 of 900:\n# Done\n", "There is no file 'project/architecture.md'.");

        var calls = Next(TaskRoles.TechWriter, prompt, looked).Calls;

        Assert.Equal(2, calls.Count);
        Assert.Contains("project/architecture.md", calls[0].Arguments, StringComparison.Ordinal);
        Assert.Contains("project/decisions/0008-a-name-of-blanks-is-no-name.md", calls[1].Arguments, StringComparison.Ordinal);
    }

    private static ScriptedTurn Next(string role, string prompt, params ScriptedExchange[] turns) =>
        new DemoScript().Next(new ScriptedConversation(role, 1, "", prompt, turns));

    private static ScriptedExchange Turn(ScriptedTurn turn, params string[] outputs) => new(turn, outputs);
}
