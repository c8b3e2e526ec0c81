using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Workflows.Dashboard.Tests.Browser;
using Workflows.Dashboard.Tests.Canned;
using Workflows.Dashboard.Tests.Hosts;

namespace Workflows.Dashboard.Tests;

/// <summary>What the page of a task makes of what is known before its end, and of what is not.</summary>
[Collection(DashboardCollection.Name)]
public sealed class TaskPageTests(Chromium chromium, SharedHost shared)
{
    [Fact]
    public async Task Plan_roles_folder_and_demo_are_shown_while_it_goes_on()
    {
        await using var visit = await chromium.VisitAsync(shared.Host);
        await new CannedHost
        {
            Change = answers => GoesOn(answers, JsonNode.Parse("""
                {
                  "verdict": null, "reason": null, "isDemo": true, "rounds": [], "reports": [], "reportsFolder": null, "reportsProblem": null, "folder": "/home/alice/tasks/greeter", "written": null, "conflicts": [],
                  "roles": [{ "role": "planner", "model": "gpt-5.1-codex-mini", "turns": 2, "toolCalls": 1, "usage": { "inputTokens": 4200, "outputTokens": 310, "costUsd": 0.011 } }],
                  "plan": { "name": "plan/plan.txt", "length": 640, "sha256": "77", "contentType": "text/plain", "url": null }
                }
                """)),
        }.ServeAsync(visit.Page);

        await visit.GoAsync($"runs/{CannedHost.Task}");

        var page = visit.Page;
        await Assertions.Expect(page.Locator(".file", new() { HasText = "plan.txt" }).Locator(".code")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "Planner" })).ToContainTextAsync("4,510");
        await Assertions.Expect(page.Locator(".summary")).ToContainTextAsync("For the folder /home/alice/tasks/greeter");
        await Assertions.Expect(page.Locator(".summary")).ToContainTextAsync("this is the demo task");
        await Assertions.Expect(page.GetByText("written to")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText("excerpt")).ToHaveCountAsync(0);
        await visit.LookAsync("task-waiting");
    }

    [Fact]
    public async Task Nothing_is_missed_where_the_host_tells_nothing_yet()
    {
        await using var visit = await chromium.VisitAsync(shared.Host);
        await new CannedHost { Change = answers => GoesOn(answers, null) }.ServeAsync(visit.Page);

        await visit.GoAsync($"runs/{CannedHost.Task}");

        await Assertions.Expect(visit.Page.GetByText("No round yet")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator(".steps > [aria-current=step]")).ToHaveTextAsync("plan");
        await Assertions.Expect(visit.Page.GetByText("undefined")).ToHaveCountAsync(0);
        await visit.ExpectFineAsync();
    }

    private static void GoesOn(JsonObject answers, JsonNode? task)
    {
        var run = answers["v1/runs/two"]!.AsObject();
        (run["status"], run["outcome"], run["stage"], run["step"], run["progress"], run["message"]) = ("running", null, "plan", 2, 0.1, "The planner plans");
        (run["delivery"], run["verdict"], run["task"]) = (null, null, task);
        run["artifacts"] = new JsonArray(new JsonObject { ["name"] = "reports/diff_round_1.excerpt.txt", ["length"] = 90, ["sha256"] = "78", ["contentType"] = "text/plain" });
    }
}
