using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Workflows.Dashboard.Tests.Browser;
using Workflows.Dashboard.Tests.Canned;
using Workflows.Dashboard.Tests.Hosts;

namespace Workflows.Dashboard.Tests;

/// <summary>
/// Cross-site scripting. Every text of every answer is an attack: names, labels, messages, diagnostics, diffs, prompts, responses, test
/// messages, artifact names, gate texts, errors. Nothing of it may become markup, run, or ask for anything; and it must be seen as text.
/// </summary>
[Collection(DashboardCollection.Name)]
public sealed class HostileTextTests(Chromium chromium, SharedHost shared)
{
    private const string Mark = "h0stile";

    // What decides how things are shown; as attacks they would only show less of the rest. They have a test of their own.
    private static readonly HashSet<string> Steering =
    [
        "status", "state", "kind", "stage", "outcome", "op", "severity", "createdAt", "lastUpdatedAt", "startedAt", "endedAt", "openedAt", "deadlineAt",
        "since", "until", "at", "gateId", "decisions", "scopes", "continuation", "month", "name", "sha256", "contentHash", "runId", "workflow", "url", "agent", "childId", "end",
    ];

    private static readonly string[] Attacks =
    [
        "<img src=x onerror=\"pwned=1\">",
        "<script>pwned=1</script>",
        "\"><svg/onload=pwned=1>",
        "'-pwned=1-'</textarea></pre></td></table></details><iframe srcdoc=\"<script>parent.pwned=1</script>\">",
        "javascript:pwned=1//",
        "</style><style>@import '//evil.example/x.css';*{color:red}</style><link rel=stylesheet href=//evil.example/y.css>",
        "<meta http-equiv=refresh content='0;url=//evil.example'><base href=//evil.example/><form action=//evil.example><input name=key autofocus onfocus=pwned=1>",
        "{{constructor.constructor('pwned=1')()}}${pwned=1}`${pwned=1}`<template><b>x</b></template><math><mtext></mtext><img src=x onerror=pwned=1>",
        "\u202Epwned\u2066<a href=\"javascript:pwned=1\" onclick=pwned=1>click</a>\u0000\u200B",
        "&lt;img src=x onerror=pwned=1&gt;<![CDATA[<script>pwned=1</script>]]><!--><script>pwned=1</script>-->",
    ];

    [Fact]
    public async Task No_text_of_an_answer_becomes_more_than_text()
    {
        var all = string.Join(' ', Attacks);
        await AttackAsync((name, text) => Steering.Contains(name) ? text : $"{Mark} {all} {text}", sees: true);
    }

    [Fact]
    public async Task Nor_does_one_that_is_nothing_but_an_attack()
    {
        var next = 0;
        await AttackAsync((name, text) => Steering.Contains(name) ? text : Attacks[next++ % Attacks.Length], sees: false);
    }

    [Fact]
    public async Task Nor_do_names_ids_states_and_dates_that_are_attacks_themselves() => await AttackAsync(
        (_, text) => text is CannedHost.Run or CannedHost.Task ? text : "\"><img src=x onerror=pwned=1>/../../v1/x?a=b#" + text, sees: false);

    [Fact]
    public async Task Nor_do_names_of_members_that_scripts_have_a_meaning_for()
    {
        await using var visit = await chromium.VisitAsync(shared.Host);
        await new CannedHost { Poison = (name, text) => name is "outcome" or "status" or "state" or "op" or "kind" ? "__proto__" : text }.ServeAsync(visit.Page);
        foreach (var (page, address) in LookTests.Pages)
        {
            await visit.GoAsync(address);
            Assert.True(await visit.Page.EvaluateAsync<bool>("({}).polluted === undefined && Object.keys(Object.prototype).length === 0"), page);
        }

        await visit.ExpectFineAsync();
    }

    [Fact]
    public async Task The_watch_over_scripts_sees_one_that_runs_and_the_policy_stops_markup()
    {
        await using var visit = await chromium.VisitAsync(shared.Host);
        await new CannedHost().ServeAsync(visit.Page);
        await visit.GoAsync("runs");

        await visit.Page.EvaluateAsync("window.pwned = 1");
        await visit.ExpectWrongAsync(wrong => wrong.Contains("script of somebody else", StringComparison.Ordinal));
        await Assert.ThrowsAsync<PlaywrightException>(() => visit.Page.EvaluateAsync("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=pwned=1>')"));
        await visit.Page.EvaluateAsync("document.body.append(Object.assign(document.createElement('img'), { src: 'https://evil.example/x.png' }))");
        await Assertions.Expect(visit.Page.Locator("img")).ToHaveCountAsync(1);
        await visit.ExpectWrongAsync(wrong => wrong.StartsWith("policy: ", StringComparison.Ordinal));
        Assert.NotEmpty(await ForeignAsync(visit.Page));
    }

    [Fact]
    public async Task A_hostile_document_goes_through_a_real_run_as_text()
    {
        var attack = $"{Mark} <img src=x onerror=\"pwned=1\"></textarea><script>pwned=1</script>";
        var document = JsonNode.Parse(Host.Example("ping.json"))!.AsObject();
        document["info"]!["title"] = attack;
        foreach (var operation in document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()))
        {
            operation.Value!["summary"] = attack;
            operation.Value["description"] = attack;
        }

        var run = await shared.Host.GenerateAsync(document.ToJsonString(), "checkOnly=true&label=" + Uri.EscapeDataString(attack));
        await shared.Host.UntilAsync(run, state => state.GetProperty("status").GetString() is "finished" or "failed");
        await using var visit = await chromium.VisitAsync(shared.Host);
        foreach (var address in new[] { "runs", $"runs/{run}", $"runs/{run}/rounds", $"runs/{run}/artifacts" })
        {
            await visit.GoAsync(address);
            await LookTests.OpenAllAsync(visit, address.EndsWith("artifacts", StringComparison.Ordinal) ? "run-artifacts" : "");
            await Assertions.Expect(visit.Page.GetByText("<img src=x onerror").First).ToBeVisibleAsync();
            Assert.Empty(await ForeignAsync(visit.Page));
        }

        await visit.ExpectFineAsync();
    }

    [Fact]
    public async Task An_address_that_is_an_attack_shows_a_page_that_says_what_is_wrong()
    {
        string[] addresses =
        [
            "runs/<img src=x onerror=pwned=1>", "runs/%3Cimg%20src%3Dx%20onerror%3Dpwned%3D1%3E/timeline",
            "runs?search=%22%3E%3Cscript%3Epwned%3D1%3C/script%3E&status=%3Cimg%20src=x%20onerror=pwned=1%3E",
            "since?since=%3Cscript%3Epwned=1%3C/script%3E", "__proto__", "constructor/toString", "runs/%E0%A4%A", "//evil.example",
        ];
        await using var visit = await chromium.VisitAsync(shared.Host);
        visit.Expected.UnionWith([400, 404]);
        foreach (var address in addresses)
        {
            await visit.Page.GotoAsync("about:blank");
            await visit.Page.GotoAsync("ui/#/" + address);
            await Assertions.Expect(visit.Page.Locator("main:not([aria-busy]) :is(h1, h2)").First).ToBeVisibleAsync();
            Assert.Empty(await ForeignAsync(visit.Page));
        }

        await visit.ExpectFineAsync();
    }

    private async Task AttackAsync(Func<string, string, string> poison, bool sees)
    {
        await using var visit = await chromium.VisitAsync(shared.Host, Look.Phone);
        // Where ids are attacks, what they name is not there.
        visit.Expected.Add(404);
        await new CannedHost { Poison = poison }.ServeAsync(visit.Page);
        foreach (var (page, address) in LookTests.Pages)
        {
            await visit.GoAsync(address);
            if (sees)
            {
                await LookTests.OpenAllAsync(visit, page);
                await Assertions.Expect(visit.Page.Locator("main").GetByText(Mark).First).ToBeVisibleAsync();
            }

            Assert.Empty(await ForeignAsync(visit.Page));
        }

        await visit.ExpectFineAsync();
    }

    /// <summary>Whatever is in the page and is none of its own: elements that it never makes, listeners in attributes, links to elsewhere.</summary>
    private static Task<string[]> ForeignAsync(IPage page) => page.EvaluateAsync<string[]>("""
        () => {
          const own = new Set(['HTML','HEAD','META','TITLE','LINK','SCRIPT','BODY','A','DIV','HEADER','MAIN','NAV','SECTION','SPAN','B','P','H1','H2','H3','UL','OL','LI','DL','DT','DD','I','BUTTON','KBD','INPUT','TEXTAREA','SELECT','OPTION','LABEL','SMALL','TIME','TABLE','THEAD','TBODY','TR','TH','TD','DETAILS','SUMMARY','PRE','DIALOG','FORM','FIELDSET','LEGEND','NOSCRIPT','svg','path','circle']);
          const found = [];
          for (const element of document.querySelectorAll('*')) {
            if (!own.has(element.tagName)) found.push(element.tagName);
            for (const attribute of element.attributes) {
              if (/^on/i.test(attribute.name) || attribute.name === 'srcdoc') found.push(`${element.tagName} ${attribute.name}`);
            }
          }
          for (const link of document.querySelectorAll('a')) {
            if (!link.getAttribute('href').startsWith('#') && new URL(link.href).origin !== location.origin) found.push(link.href);
          }
          if (document.querySelectorAll('script').length !== 2) found.push('scripts');
          if (document.querySelectorAll('meta').length !== 3) found.push('metas');
          return found;
        }
        """);
}
