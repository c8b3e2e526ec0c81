using Microsoft.Playwright;
using Workflows.Dashboard.Tests.Browser;
using Workflows.Dashboard.Tests.Hosts;
using Workflows.Local.Tests.ImplementTask;

namespace Workflows.Dashboard.Tests;

/// <summary>A task from its form to its commit, and on to a fork: a real host, real agents' tools, and nothing is reloaded on the way.</summary>
[Collection(TaskCollection.Name)]
public sealed class TaskToForkTests(Chromium chromium)
{
    // Patience, not a measure: it builds and tests a project four times.
    private const float WholeTask = 240_000;

    [Fact]
    public async Task A_task_is_started_watched_approved_and_forked()
    {
        await using var host = await Host.StartAsync();
        var task = await TaskFolder.ExampleAsync(Path.Combine(host.Folder, "greeter"));
        await using var visit = await chromium.VisitAsync(host);
        visit.Expected.Add(400);
        var page = visit.Page;
        await visit.GoAsync("runs");

        await StartAsync(visit, task);
        var run = page.Url;
        await page.EvaluateAsync("window.notReloaded = true");
        await WatchAsync(visit);
        await AtTheGateAsync(visit);
        await ApproveAsync(visit, task);
        await ForkAsync(visit);

        // The fork's page tells where it comes from, and leads there.
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Another try");
        await Assertions.Expect(page.Locator(".summary")).ToContainTextAsync("implementer-2");
        await visit.LookAsync("task-flow-7-fork");
        await visit.GoAsync("runs");
        await Assertions.Expect(page.Locator(".runs > li")).ToHaveCountAsync(2);
        await visit.LookAsync("task-flow-8-list");
        await page.Locator(".runs > li", new() { HasText = "Another try" }).Locator(".origin a").ClickAsync();
        await visit.ReadyAsync("run");
        Assert.Equal(run, page.Url);
        Assert.True(await page.EvaluateAsync<bool>("window.notReloaded"));
        await visit.ExpectFineAsync();
    }

    private static async Task StartAsync(Visit visit, TaskFolder task)
    {
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Implement a task" }).First.ClickAsync();
        var form = page.GetByRole(AriaRole.Dialog, new() { Name = "Implement a task" });
        var folder = form.GetByLabel("Or a folder of this host's machine");

        // What is wrong is said in the form, which keeps what was typed.
        await folder.FillAsync("greeter");
        await form.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await Assertions.Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("full path");
        await Assertions.Expect(folder).ToHaveValueAsync("greeter");
        await visit.ScreenshotAsync("task-flow-1-form", whole: false);
        await folder.FillAsync(task.Path);
        await form.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await page.WaitForURLAsync("**/ui/#/runs/*");
        await visit.ReadyAsync("run");
    }

    private static async Task WatchAsync(Visit visit)
    {
        var page = visit.Page;

        // The agents as they work, turn by turn, with what their tools answered.
        await page.GetByRole(AriaRole.Tab, new() { Name = "Agents" }).ClickAsync();
        var implementer = page.Locator(".agent", new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = "implementer-1" }) });
        await Assertions.Expect(implementer.Locator(".turns > li").First).ToBeVisibleAsync();
        var call = implementer.Locator(".call", new() { HasText = "dotnet test" }).Last;
        await Assertions.Expect(call).ToContainTextAsync("exit code 1", new() { Timeout = WholeTask });
        await call.Locator(".file > summary", new() { HasText = "Output" }).ClickAsync();
        await Assertions.Expect(call.Locator(".code").Last).ToContainTextAsync("Greeter.Tests");
        await visit.LookAsync("task-flow-2-agents");

        // What was opened stays open, while the agents go on.
        var rows = page.GetByRole(AriaRole.Table, new() { Name = "What each role did and used" });
        await Assertions.Expect(rows.GetByRole(AriaRole.Rowheader, new() { Name = "Tech writer" })).ToBeVisibleAsync(new() { Timeout = WholeTask });
        await Assertions.Expect(call.Locator(".code").Last).ToBeVisibleAsync();
    }

    private static async Task AtTheGateAsync(Visit visit)
    {
        var page = visit.Page;
        await Assertions.Expect(page.Locator(".summary .pill").First).ToHaveTextAsync("Waiting for you", new() { Timeout = WholeTask });
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Waiting for you" })).ToContainTextAsync("Greeter library");
        await Assertions.Expect(page.Locator(".gate")).ToContainTextAsync("Approve change");
        await Assertions.Expect(page.Locator(".gate tr.added", new() { HasText = "IsNullOrWhiteSpace" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#inbox-count")).ToContainTextAsync("1");

        // Four roles worked.
        await Assertions.Expect(page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Rowheader)).ToContainTextAsync(["Planner", "Implementer", "Reviewer", "Tech writer"]);
        await page.GetByRole(AriaRole.Tab, new() { Name = "Rounds" }).ClickAsync();
        await Assertions.Expect(page.Locator("#panel-rounds .round > summary > .pill:first-of-type")).ToHaveTextAsync(["PASS", "FAIL, goes on"]);
        var (second, first) = (page.Locator("#panel-rounds .round").First, page.Locator("#panel-rounds .round").Last);
        await Assertions.Expect(second.Locator("tr.added", new() { HasText = "IsNullOrWhiteSpace" }).First).ToBeVisibleAsync();
        await first.Locator("> summary").ClickAsync();
        await Assertions.Expect(first).ToContainTextAsync("Without_a_name_it_greets_the_world");
        await Assertions.Expect(first.GetByText("To be mended")).ToBeVisibleAsync();
        await first.Locator(".file > summary", new() { HasText = "What has changed" }).ClickAsync();
        await Assertions.Expect(first.Locator("tr.added").First).ToBeVisibleAsync();
        await visit.LookAsync("task-flow-3-gate");
    }

    private static async Task ApproveAsync(Visit visit, TaskFolder task)
    {
        var page = visit.Page;
        await page.GetByLabel("Decide as").FillAsync("Dana");
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".summary .pill").First).ToHaveTextAsync("Passed");
        await Assertions.Expect(page.Locator(".gate")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".summary")).ToContainTextAsync("decided by Dana");
        await Assertions.Expect(page.Locator(".summary")).ToContainTextAsync($"written to {task.Path}");
        var sha = await page.Locator("[data-sha]").TextContentAsync();
        Assert.Equal("commit", await task.GitAsync("cat-file", "-t", sha!));
        await visit.LookAsync("task-flow-4-committed");
    }

    private static async Task ForkAsync(Visit visit)
    {
        var page = visit.Page;
        await page.GetByRole(AriaRole.Tab, new() { Name = "Timeline" }).ClickAsync();
        await Assertions.Expect(page.Locator(".timeline > li.waiting")).ToHaveCountAsync(0);
        await visit.LookAsync("task-flow-5-timeline");
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Fork from implementer-2", Exact = true });
        await button.ClickAsync();
        var form = page.GetByRole(AriaRole.Dialog, new() { Name = "Fork from here" });
        await Assertions.Expect(form).ToContainTextAsync("everything before implementer-2");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(button).ToBeFocusedAsync();
        await button.ClickAsync();
        await form.GetByLabel("Name").FillAsync("Another try");
        await form.GetByLabel("As", new() { Exact = true }).FillAsync("Grace");
        await visit.ScreenshotAsync("task-flow-6-fork-form", whole: false);
        await form.GetByRole(AriaRole.Button, new() { Name = "Fork" }).ClickAsync();
        await Assertions.Expect(page.Locator(".summary")).ToContainTextAsync("Forked from");
        await visit.ReadyAsync("run");
    }
}
