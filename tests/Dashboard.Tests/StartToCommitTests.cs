using Microsoft.Playwright;
using Workflows.Dashboard.Tests.Browser;
using Workflows.Dashboard.Tests.Hosts;
using Workflows.Local.Tests;

namespace Workflows.Dashboard.Tests;

/// <summary>The way through: start a run, watch it, approve it, see the commit.</summary>
[Collection(DashboardCollection.Name)]
public sealed class StartToCommitTests(Chromium chromium)
{
    [Fact]
    public async Task A_run_is_started_watched_and_approved_and_its_commit_is_seen()
    {
        await using var host = await Host.StartAsync();
        await using var visit = await chromium.VisitAsync(host);
        var page = visit.Page;
        await visit.GoAsync("runs");
        await Assertions.Expect(page.GetByText("No runs yet")).ToBeVisibleAsync();
        await visit.ScreenshotAsync("flow-1-empty");

        // Start.
        await page.Locator(".empty").GetByRole(AriaRole.Button, new() { Name = "Run the examples" }).ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "ping" }).CheckAsync();
        await visit.ScreenshotAsync("flow-2-examples", whole: false);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/ui/#/runs/*");

        // Watch: nothing is reloaded, and the page comes to the gate by itself.
        await page.EvaluateAsync("window.notReloaded = true");
        await Assertions.Expect(page.Locator(".summary .pill")).ToHaveTextAsync("Waiting for you");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Waiting for you" })).ToContainTextAsync("Tests for Ping");
        await Assertions.Expect(page.Locator(".gate .code")).ToContainTextAsync("public sealed class");
        await Assertions.Expect(page.Locator(".timeline > li.waiting")).ToHaveCountAsync(1);
        await visit.ScreenshotAsync("flow-3-gate");
        await Assertions.Expect(page.Locator("#inbox-count")).ToContainTextAsync("1");

        // Approve.
        await page.GetByLabel("What you say with it").FillAsync("good enough for a start");
        await page.GetByLabel("Decide as").FillAsync("Dana");
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();

        // See the commit, and that the repository has it.
        await Assertions.Expect(page.Locator(".summary .pill")).ToHaveTextAsync("Tests passed");
        await Assertions.Expect(page.Locator(".gate")).ToBeHiddenAsync();
        var sha = await page.Locator("[data-sha]").TextContentAsync();
        await Assertions.Expect(page.Locator(".summary")).ToContainTextAsync("decided by Dana");
        var message = await Git.AskAsync(Path.Combine(host.DataFolder, "demo-repository.git"), "log", "-1", "--format=%H%n%B", sha!);
        Assert.StartsWith(sha!, message, StringComparison.Ordinal);
        Assert.Contains("Approved by: Dana (http)", message, StringComparison.Ordinal);
        var results = page.Locator("#panel-results").GetByText("2 of 2 passed");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Tests" }).ClickAsync();
        await Assertions.Expect(results).ToBeVisibleAsync();
        await visit.ScreenshotAsync("flow-4-committed");
        Assert.True(await page.EvaluateAsync<bool>("window.notReloaded"));

        // Take it back, with a question before.
        await page.GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        await page.Locator("dialog").GetByLabel("Reason").FillAsync("<b>it</b> flickers");
        await page.Locator("dialog").GetByLabel("As", new() { Exact = true }).FillAsync("Grace");
        await page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        await Assertions.Expect(page.Locator(".summary")).ToContainTextAsync("Committed, and taken back");
        await Assertions.Expect(page.Locator(".summary")).ToContainTextAsync("by Grace");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Take back" })).ToHaveCountAsync(0);
        var taken = await page.Locator("[data-revert]").TextContentAsync();
        Assert.Equal($"{sha} Grace", await Git.AskAsync(Path.Combine(host.DataFolder, "demo-repository.git"), "log", "-1", "--format=%P %an", taken!));
        await visit.ScreenshotAsync("flow-5-taken-back");

        // The address is the page: it shows the same after a reload.
        await page.ReloadAsync();
        await Assertions.Expect(results).ToBeVisibleAsync();
        await visit.ExpectFineAsync();
    }

    [Fact]
    public async Task A_run_that_others_start_appears_and_moves_by_itself_and_can_be_controlled()
    {
        await using var host = await Host.StartAsync();
        await using var visit = await chromium.VisitAsync(host);
        var page = visit.Page;
        await visit.GoAsync("runs");
        await Assertions.Expect(page.Locator(".live")).ToHaveTextAsync("Live");

        var run = await host.GenerateAsync(Host.Example("ping.json"), "checkOnly=true&label=from+elsewhere");
        var line = page.Locator(".runs li", new() { HasText = "from elsewhere" });
        await Assertions.Expect(line.Locator(".pill")).ToHaveTextAsync("Checked");

        await line.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.Locator(".timeline > li.done").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Restart" }).ClickAsync();
        await page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Restart" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Another run was started.")).ToBeVisibleAsync();
        await page.WaitForURLAsync(address => address.Contains("#/runs/", StringComparison.Ordinal) && !address.Contains(run, StringComparison.Ordinal));
        await host.UntilAsync(new Uri(page.Url).Fragment.Split('/')[2], state => state.GetProperty("status").GetString() == "finished");

        await visit.GoAsync("runs?search=elsewhere&status=failed");
        await Assertions.Expect(page.GetByText("Nothing found")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Finished" }).ClickAsync();
        await Assertions.Expect(line).ToHaveCountAsync(2);
        await visit.ExpectFineAsync();
    }
}
