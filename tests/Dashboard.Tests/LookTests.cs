using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Workflows.Dashboard.Tests.Browser;
using Workflows.Dashboard.Tests.Canned;
using Workflows.Dashboard.Tests.Hosts;

namespace Workflows.Dashboard.Tests;

/// <summary>Every page, full, in every look: nothing goes wrong, nothing sticks out, everything can be read, and there is a picture of it.</summary>
[Collection(DashboardCollection.Name)]
public sealed class LookTests(Chromium chromium, SharedHost shared)
{
    private static readonly Dictionary<string, Look> Looks = new[] { Look.Desktop, Look.DesktopDark, Look.Phone, Look.PhoneDark }.ToDictionary(look => look.Name);

    public static TheoryData<string> Names => [.. Looks.Keys];

    /// <summary>Each page with what is opened on it before it is looked at.</summary>
    internal static IReadOnlyList<(string Name, string Address)> Pages { get; } =
    [
        ("runs", "runs"), ("inbox", "inbox"), ("since", "since"), ("budget", "budget"),
        ("run", $"runs/{CannedHost.Run}"), ("run-rounds", $"runs/{CannedHost.Run}/rounds"), ("run-tests", $"runs/{CannedHost.Run}/results"), ("run-artifacts", $"runs/{CannedHost.Run}/artifacts"),
        ("task", $"runs/{CannedHost.Task}"), ("task-agents", $"runs/{CannedHost.Task}/agents"), ("task-timeline", $"runs/{CannedHost.Task}/timeline"),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_page_fits_and_can_be_read(string name)
    {
        await using var visit = await chromium.VisitAsync(shared.Host, Looks[name]);
        await new CannedHost().ServeAsync(visit.Page);
        foreach (var (page, address) in Pages)
        {
            await visit.GoAsync(address);
            await OpenAllAsync(visit, page);
            await visit.ScreenshotAsync($"{page}-{name}");
            await visit.ExpectFineAsync();
            Assert.Empty(await Readability.ProblemsAsync(visit.Page));
        }
    }

    [Fact]
    public async Task A_page_that_is_left_while_its_gate_is_looked_for_ends_without_an_error()
    {
        await using var visit = await chromium.VisitAsync(shared.Host, Looks["desktop-dark"]);
        await new CannedHost().ServeAsync(visit.Page);
        var looks = 0;
        var lookedAgain = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await visit.Page.RouteAsync(new Regex(@"/v1/gates\?"), async route =>
        {
            // There is no gate yet; the next look has no answer before the page is left.
            if (Interlocked.Increment(ref looks) == 1)
            {
                await route.FulfillAsync(new() { ContentType = "application/json", Body = """{"gates":[]}""" });
                return;
            }

            lookedAgain.TrySetResult();
        });

        await visit.GoAsync($"runs/{CannedHost.Run}");
        await lookedAgain.Task.WaitAsync(TimeSpan.FromSeconds(120));
        await visit.GoAsync("runs");

        await visit.ExpectFineAsync();
    }

    /// <summary>Opens what is folded, and waits until it is there.</summary>
    internal static async Task OpenAllAsync(Visit visit, string page)
    {
        if (page == "run-artifacts")
        {
            await visit.Page.Locator(".artifacts button").Last.ClickAsync();
        }

        if (page is "run" or "run-rounds")
        {
            await Assertions.Expect(visit.Page.Locator(".gate")).ToBeVisibleAsync();
        }

        // What is folded may hold more that is folded.
        for (var depth = page.StartsWith("task", StringComparison.Ordinal) ? 3 : 1; depth > 0; depth--)
        {
            if (page == "task-agents")
            {
                await Assertions.Expect(visit.Page.Locator(".turns > li").First).ToBeVisibleAsync();
            }

            // What is opened begins to load when it is told of that, which is a moment later.
            await visit.Page.Locator("[role=tabpanel]:not([hidden]) details").EvaluateAllAsync<object?>("""
                (all) => Promise.all(all.filter((details) => !details.open).map((details) => new Promise((done) => {
                  details.addEventListener('toggle', () => done(null), { once: true });
                  details.open = true;
                })))
                """);
            await Assertions.Expect(visit.Page.GetByText("Loading", new() { Exact = true })).ToHaveCountAsync(0);
        }
    }
}
