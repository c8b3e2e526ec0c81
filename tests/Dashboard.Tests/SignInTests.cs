using Microsoft.Playwright;
using Workflows.Dashboard.Tests.Browser;
using Workflows.Dashboard.Tests.Hosts;
using Workflows.Local;
using Workflows.Local.Tests;

namespace Workflows.Dashboard.Tests;

/// <summary>A host that asks for keys.</summary>
[Collection(DashboardCollection.Name)]
public sealed class SignInTests(Chromium chromium)
{
    [Fact]
    public async Task A_key_opens_its_owners_runs_and_nobody_elses_and_signing_out_closes_them()
    {
        await using var host = await Host.StartAsync();
        var alice = await KeyAsync(host, "alice", "read,run,decide");
        var reader = await KeyAsync(host, "rita", "read");
        await using var visit = await chromium.VisitAsync(host);
        visit.Expected.UnionWith([401, 404]);
        var page = visit.Page;

        await page.GotoAsync("ui/");
        await visit.ReadyAsync("signin");
        await visit.ScreenshotAsync("signin", whole: false);
        await page.GetByLabel("Key", new() { Exact = true }).FillAsync(alice[..^4] + "AAAA");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".signin [role=alert]")).ToBeVisibleAsync();
        await page.GetByLabel("Key", new() { Exact = true }).FillAsync(alice);
        await page.Keyboard.PressAsync("Enter");
        await visit.ReadyAsync("runs");
        await Assertions.Expect(page.Locator("#who")).ToContainTextAsync("alice");
        Assert.DoesNotContain(alice, await page.EvaluateAsync<string>("document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + document.documentElement.outerHTML"), StringComparison.Ordinal);

        await page.Locator(".empty").GetByRole(AriaRole.Button, new() { Name = "Run the examples" }).ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "ping" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".gate [data-decision=Approve]")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Decide as")).ToHaveCountAsync(0);
        await page.Locator("[data-decision=Approve]").ClickAsync();
        await Assertions.Expect(page.Locator(".summary")).ToContainTextAsync("decided by alice");
        var mine = page.Url;

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await visit.ReadyAsync("signin");
        await page.GetByLabel("Key", new() { Exact = true }).FillAsync(reader);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#who")).ToContainTextAsync("rita");
        await page.GotoAsync(mine);
        await Assertions.Expect(page.GetByText("There is no run")).ToBeVisibleAsync();
        await visit.GoAsync("runs");
        await Assertions.Expect(page.GetByText("No runs yet")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "New run" })).ToHaveCountAsync(0);
        await visit.ExpectFineAsync();
    }

    private static async Task<string> KeyAsync(Host host, string person, string scopes)
    {
        var made = (await WorkflowsProcess.Start(host.Folder, new Dictionary<string, string>(), "keys", "create", "--user", person, "--project", "shop", "--scopes", scopes, "--json").ExitAsync())
            .Expect(ExitCode.Success).Json();
        return made.GetProperty("key").GetString()!;
    }
}
