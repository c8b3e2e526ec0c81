using Microsoft.Playwright;
using Workflows.Dashboard.Tests.Browser;
using Workflows.Dashboard.Tests.Hosts;

namespace Workflows.Dashboard.Tests;

/// <summary>The pages that look at all runs together, against a real host, on a phone.</summary>
[Collection(DashboardCollection.Name)]
public sealed class InboxTests(Chromium chromium)
{
    [Fact]
    public async Task Several_gates_are_decided_at_once_and_the_digest_and_the_budget_tell_of_it()
    {
        await using var host = await Host.StartAsync();
        await using var visit = await chromium.VisitAsync(host, Look.Phone);
        var page = visit.Page;
        await visit.GoAsync("inbox");
        await Assertions.Expect(page.GetByText("Nothing waits for you")).ToBeVisibleAsync();
        foreach (var example in new[] { "1", "2" })
        {
            using var body = new StringContent($$"""{"example": "{{example}}", "gate": true}""", System.Text.Encoding.UTF8, "application/json");
            using var started = await host.Http.PostAsync("v1/examples", body);
            Assert.True(started.IsSuccessStatusCode, await started.Content.ReadAsStringAsync());
        }

        await Assertions.Expect(page.Locator(".inbox > li")).ToHaveCountAsync(2);
        foreach (var box in await page.GetByRole(AriaRole.Checkbox).AllAsync())
        {
            await box.CheckAsync();
        }

        await visit.ScreenshotAsync("inbox-selected-phone", whole: false);
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve 2" }).ClickAsync();
        await page.Locator("dialog").GetByLabel("Decide as").FillAsync("Dana");
        await page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Approve 2" }).ClickAsync();
        await Assertions.Expect(page.GetByText("2 of 2 decided.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Nothing waits for you")).ToBeVisibleAsync();

        await visit.GoAsync("runs");
        await Assertions.Expect(page.Locator(".runs .pill.ok")).ToHaveCountAsync(2);
        await visit.GoAsync("since");
        await Assertions.Expect(page.Locator("section", new() { HasText = "Commits" })).ToContainTextAsync("approved by Dana");
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy as Markdown" }).ClickAsync();
        await Assertions.Expect(page.Locator("#status")).ToHaveTextAsync("Copied");
        Assert.StartsWith("#", await page.EvaluateAsync<string>("navigator.clipboard.readText()"), StringComparison.Ordinal);
        await visit.GoAsync("budget");
        await visit.ExpectFineAsync();
    }
}
