using System.Text.Json;
using Microsoft.Playwright;
using Workflows.Dashboard.Tests.Browser;
using Workflows.Dashboard.Tests.Hosts;

namespace Workflows.Dashboard.Tests;

/// <summary>What the form of a task sends, and how it is sent again.</summary>
[Collection(DashboardCollection.Name)]
public sealed class TaskFormTests(Chromium chromium, SharedHost shared)
{
    [Fact]
    public async Task A_folder_goes_with_its_folders_and_without_what_is_no_text_and_a_lost_answer_costs_no_second_run()
    {
        var folder = Directory.CreateTempSubdirectory("workflows-form-");
        try
        {
            await WriteAsync(folder, "src/Calc/Calc.cs", "class Calc;"u8.ToArray());
            await WriteAsync(folder, "tests/Calc/Calc.cs", "class Tests;"u8.ToArray());
            await WriteAsync(folder, "src/Calc/bin/Debug/made.json", "{}"u8.ToArray());
            await WriteAsync(folder, "logo.png", [0x89, 0x50, 0x4e, 0x47, 0xff, 0x00]);
            await using var visit = await chromium.VisitAsync(shared.Host);
            var page = visit.Page;
            var sent = new List<(string Key, JsonElement Body)>();
            await page.RouteAsync("**/v1/implement", async route =>
            {
                sent.Add((await route.Request.HeaderValueAsync("Idempotency-Key") ?? "", JsonDocument.Parse(route.Request.PostData!).RootElement.Clone()));
                await route.AbortAsync();
            });
            await visit.GoAsync("runs");
            await page.GetByRole(AriaRole.Button, new() { Name = "Implement a task" }).First.ClickAsync();
            var form = page.GetByRole(AriaRole.Dialog, new() { Name = "Implement a task" });
            await form.GetByLabel("The task").FillAsync("# Add");
            await form.GetByLabel("And all in a folder").SetInputFilesAsync(folder.FullName);

            var start = form.GetByRole(AriaRole.Button, new() { Name = "Start" });
            await AgainAsync(page, start);
            await Assertions.Expect(form.GetByRole(AriaRole.Alert)).ToContainTextAsync("does not answer");
            await AgainAsync(page, start);
            await form.GetByLabel("The task").FillAsync("# Add more");
            await AgainAsync(page, start);

            var files = sent[0].Body.GetProperty("files");
            Assert.Equal(
                [("workspace/src/Calc/Calc.cs", "class Calc;"), ("workspace/tests/Calc/Calc.cs", "class Tests;")],
                files.EnumerateObject().Select(file => (file.Name, file.Value.GetString()!)).Order());
            Assert.Equal(3, sent.Count);
            Assert.Matches("^[0-9a-f]{32}$", sent[0].Key);
            Assert.Equal(sent[0].Key, sent[1].Key);
            Assert.NotEqual(sent[0].Key, sent[2].Key);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task AgainAsync(IPage page, ILocator start)
    {
        await page.RunAndWaitForRequestAsync(() => start.ClickAsync(), request => request.Url.EndsWith("/v1/implement", StringComparison.Ordinal));
        await Assertions.Expect(start).Not.ToHaveAttributeAsync("aria-disabled", "true");
    }

    private static async Task WriteAsync(DirectoryInfo folder, string name, byte[] content)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, content);
    }
}
