using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Workflows.Dashboard.Tests.Browser;

/// <summary>
/// Somebody in front of the dashboard. Whatever a page must never do is noted from the first moment on: scripts that are not its own,
/// dialogs, errors, requests to elsewhere.
/// </summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _wrongs = new();

    private Visit(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>What went wrong so far.</summary>
    public IReadOnlyCollection<string> Wrongs => _wrongs;

    /// <summary>Statuses of answers that the test provokes; the browser writes an error for each.</summary>
    public HashSet<int> Expected { get; } = [];

    public static async Task<Visit> BeginAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        var visit = new Visit(context, page);
        await page.ExposeFunctionAsync("noteWrong", (string what) => visit._wrongs.Enqueue(what));
        await page.AddInitScriptAsync("""
            addEventListener('securitypolicyviolation', (event) => window.noteWrong(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
            Object.defineProperty(window, 'pwned', { set() { window.noteWrong('a script of somebody else ran'); }, get() { return undefined; } });
            """);
        page.Dialog += async (_, dialog) =>
        {
            visit._wrongs.Enqueue($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        page.PageError += (_, error) => visit._wrongs.Enqueue($"error: {error}");
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !visit.Expected.Any(status => message.Text.Contains($"status of {status}", StringComparison.Ordinal)))
            {
                visit._wrongs.Enqueue($"console: {message.Text} {message.Location}");
            }
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(new Uri(page.Url is "about:blank" ? request.Url : page.Url).GetLeftPart(UriPartial.Authority), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                visit._wrongs.Enqueue($"request elsewhere: {request.Url}");
            }
        };
        return visit;
    }

    /// <summary>Opens a page of the dashboard and waits until it is there.</summary>
    public async Task GoAsync(string page)
    {
        // A hash alone would not load the page anew.
        if (Page.Url.Contains("/ui/", StringComparison.Ordinal))
        {
            // The page follows its address a moment later: until then it is ready, too, but with what was there before.
            await Page.EvaluateAsync("""
                (hash) => new URL(hash, location.href).hash === location.hash ? null : new Promise((done) => {
                  addEventListener('hashchange', () => done(null), { once: true });
                  location.hash = hash;
                })
                """, "#/" + page);
        }
        else
        {
            await Page.GotoAsync("ui/#/" + page, new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
        }

        await ReadyAsync(page.StartsWith("runs/", StringComparison.Ordinal) ? "run" : page.Split('?')[0]);
    }

    /// <summary>Waits until a page has drawn what it was opened for.</summary>
    public Task ReadyAsync(string name) => Assertions.Expect(Page.Locator($"main[data-page={name}]:not([aria-busy])")).ToBeVisibleAsync();

    /// <summary>Waits until something has gone wrong: the browser tells of it a moment later.</summary>
    public async Task ExpectWrongAsync(Func<string, bool> wrong)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!_wrongs.Any(wrong))
        {
            await Page.EvaluateAsync("new Promise(requestAnimationFrame)").WaitAsync(patience.Token);
        }
    }

    /// <summary>A picture of the whole page among the files of the test run.</summary>
    public async Task ScreenshotAsync(string name, bool whole = true)
    {
        if (whole)
        {
            // Whatever stays in its place while the page scrolls is in the picture where it is then.
            await Page.EvaluateAsync("scrollTo(0, 0)");
        }

        await Page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = Path.Combine(Screenshots.Folder, name + ".png"),
            FullPage = whole,
            Animations = ScreenshotAnimations.Disabled,
        });
    }

    /// <summary>Pictures of the page as it stands now on a desk and, dark, on a phone; both fit and can be read.</summary>
    public async Task LookAsync(string name)
    {
        foreach (var look in new[] { Look.PhoneDark, Look.Desktop })
        {
            await Page.SetViewportSizeAsync(look.Width, look.Height);
            await Page.EmulateMediaAsync(new() { ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light });
            await ScreenshotAsync($"{name}-{look.Name}");
            await ExpectFineAsync();
            Assert.Empty(await Readability.ProblemsAsync(Page));
        }
    }

    /// <summary>Nothing has gone wrong, and nothing sticks out at the side.</summary>
    public async Task ExpectFineAsync()
    {
        Assert.True(Wrongs.Count == 0, string.Join('\n', Wrongs));
        var sideways = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(sideways <= 0, $"{Page.Url} is {sideways} pixels wider than the window.");
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
