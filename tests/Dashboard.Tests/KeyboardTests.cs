using Microsoft.Playwright;
using Workflows.Dashboard.Tests.Browser;
using Workflows.Dashboard.Tests.Canned;
using Workflows.Dashboard.Tests.Hosts;

namespace Workflows.Dashboard.Tests;

/// <summary>With the keyboard alone, and what screen readers are told.</summary>
[Collection(DashboardCollection.Name)]
public sealed class KeyboardTests(Chromium chromium, SharedHost shared)
{
    [Fact]
    public async Task A_run_is_found_looked_at_and_approved_without_a_mouse()
    {
        await using var host = await Host.StartAsync();
        await using var visit = await chromium.VisitAsync(host);
        var page = visit.Page;
        await visit.GoAsync("runs");

        // To the examples by Tab, past the link that skips the navigation.
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(":focus")).ToHaveTextAsync("Skip to content");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(":focus")).ToHaveTextAsync("Run the examples");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("dialog :focus")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Radio, new() { Name = "ping" }).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/ui/#/runs/*");

        // The page came by itself to its gate; 'd' leads to the decision.
        await Assertions.Expect(page.Locator(".gate [data-decision=Approve]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#status")).ToContainTextAsync("Waiting for you");
        await page.Keyboard.PressAsync("d");
        await Assertions.Expect(page.Locator("[data-decision=Approve]")).ToBeFocusedAsync();
        await visit.ScreenshotAsync("keyboard-focus", whole: false);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-sha]")).ToBeVisibleAsync();

        // Tabs by arrows, pages by 'g', lists by 'j'.
        await page.GetByRole(AriaRole.Tab, new() { Name = "Timeline" }).FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Rounds" })).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByText("Check passed")).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("gr");
        await visit.ReadyAsync("runs");
        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(page.Locator(".runs a:focus")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToBeFocusedAsync();
        await visit.ExpectFineAsync();
    }

    [Fact]
    public async Task The_link_that_skips_the_navigation_leaves_the_focus_to_whoever_moves_on()
    {
        await using var visit = await chromium.VisitAsync(shared.Host);
        await new CannedHost().ServeAsync(visit.Page);
        await visit.GoAsync("runs");

        // On to a button in the same breath; whatever the page still does about the link has then had its time.
        var focused = await visit.Page.EvaluateAsync<string>("""
            async () => {
              document.getElementById('skip').click();
              const first = document.activeElement.id;
              document.querySelector('main button').focus();
              await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
              await new Promise((done) => setTimeout(done));
              return `${first}, ${document.activeElement.textContent}, ${location.hash}`;
            }
            """);

        Assert.Equal("main, Run the examples, #/runs", focused);
    }

    [Fact]
    public async Task The_shortcuts_are_told_and_can_be_switched_off_and_a_dialog_gives_the_focus_back()
    {
        await using var visit = await chromium.VisitAsync(shared.Host);
        await new CannedHost().ServeAsync(visit.Page);
        await visit.GoAsync("runs");
        var page = visit.Page;

        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("#help").FocusAsync();
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" })).ToBeVisibleAsync();
        await visit.ScreenshotAsync("keyboard-help", whole: false);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("dialog")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#help")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Enter");
        await page.GetByLabel("Use single keys").UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Assertions.Expect(page.Locator("dialog")).ToHaveCountAsync(0);
        await page.Keyboard.TypeAsync("gi?");
        await Assertions.Expect(page.Locator("dialog")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("main[data-page=runs]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Everything_that_can_be_used_can_be_reached_by_Tab_and_shows_it()
    {
        await using var visit = await chromium.VisitAsync(shared.Host);
        await new CannedHost().ServeAsync(visit.Page);
        foreach (var (_, address) in LookTests.Pages)
        {
            await visit.GoAsync(address);
            await visit.Page.EvaluateAsync("document.activeElement.blur()");
            var seen = await visit.Page.EvaluateHandleAsync("new Set()");
            var ends = 0;
            for (var i = 0; i < 300; i++)
            {
                await visit.Page.Keyboard.PressAsync("Tab");
                var problem = await visit.Page.EvaluateAsync<string?>("""
                    (seen) => {
                      const e = document.activeElement;
                      if (e === document.body) return 'end';
                      seen.add(e);
                      const style = getComputedStyle(e);
                      return style.outlineStyle === 'none' && e.id !== 'skip' ? e.outerHTML.slice(0, 100) : null;
                    }
                    """, seen);
                // It begins where the last page left the focus, so that the end is come to twice.
                if (problem == "end" && ++ends == 2)
                {
                    break;
                }

                Assert.True(problem is null or "end", problem);
            }

            Assert.Empty(await visit.Page.EvaluateAsync<string[]>("""
                (seen) => [...document.querySelectorAll('a[href], button, input:not([type=radio]), select, textarea, summary')]
                  .filter((e) => e.checkVisibility() && !e.disabled && e.tabIndex >= 0 && !seen.has(e)).map((e) => e.outerHTML.slice(0, 120))
                """, seen));
        }
    }
}
