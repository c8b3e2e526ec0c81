using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Workflows.Dashboard.Tests.Canned;

/// <summary>
/// Answers of a busy host with every kind of thing in them, given to the page in the browser in the place of the real ones: so that pages are
/// seen full, and that texts can be put into every place where an answer holds one.
/// </summary>
internal sealed partial class CannedHost
{
    /// <summary>The run that everything is told of.</summary>
    public const string Run = "acme~shop~run-20261121-081502-5b1c02ce";

    /// <summary>A run that implements a task.</summary>
    public const string Task = "acme~shop~run-20261121-090000-7a5c0001";

    private const string Patch = """
        diff --git a/workspace/Greeter.cs b/workspace/Greeter.cs
        new file mode 100644
        --- /dev/null
        +++ b/workspace/Greeter.cs
        @@ -0,0 +1,3 @@
        +namespace Greeter;
        +
        +public static class Greetings { public static string For(string name) => $"Hello, {name}!"; }
        diff --git a/workspace/README.md b/workspace/README.md
        --- a/workspace/README.md
        +++ b/workspace/README.md
        @@ -1,3 +1,3 @@ Greeter
         # Greeter
        --- a dash
        +++ a plus
         The end.
        \ No newline at end of file
        diff --git a/workspace/logo.png b/workspace/logo.png
        Binary files a/workspace/logo.png and b/workspace/logo.png differ
        """;

    private const string Code = """
        // Tests of Orders API 2.1.0
        using System.Net;
        using Xunit;

        namespace GeneratedTests;

        public sealed class OrdersTests
        {
            [Fact]
            public async Task Orders_are_listed()
            {
                using var response = await client.GetAsync("/orders?top=10");
                Assert.Equal(200, (int)response.StatusCode);
            }
        }
        """;

    private readonly JsonObject _answers = Read();

    /// <summary>What is done to each text of each answer on its way to the page: the name of its member, and the text.</summary>
    public Func<string, string, string>? Poison { get; init; }

    /// <summary>Answers that are to be different.</summary>
    public Action<JsonObject> Change
    {
        init => value(_answers);
    }

    /// <summary>Puts itself between the page and the host.</summary>
    public Task ServeAsync(IPage page) => page.RouteAsync(new Regex("/v1/"), async route =>
    {
        try
        {
            await AnswerAsync(route);
        }
        catch (Exception exception)
        {
            await route.FulfillAsync(new() { Status = 500, Body = exception.ToString() });
        }
    });

    private async Task AnswerAsync(IRoute route)
    {
        var address = new Uri(route.Request.Url);
        var path = Uri.UnescapeDataString(address.AbsolutePath).TrimStart('/').Replace(Run, "one", StringComparison.Ordinal).Replace(Task, "two", StringComparison.Ordinal);
        path = path.StartsWith("v1/gates/", StringComparison.Ordinal) ? "v1/gates/one" : path;
        if (path.EndsWith("/events", StringComparison.Ordinal))
        {
            await route.FulfillAsync(new() { ContentType = "text/event-stream", Body = Events(path) });
        }
        else if (path == "v1/digest" && address.Query.Contains("markdown", StringComparison.Ordinal))
        {
            await route.FulfillAsync(new() { ContentType = "text/markdown", Body = Text("# Since you left") });
        }
        else if (_answers[path] is { } answer)
        {
            await route.FulfillAsync(new() { ContentType = "application/json", Body = Poisoned(answer, "").ToJsonString() });
        }
        else if (path.Contains("/artifacts/", StringComparison.Ordinal))
        {
            await route.FulfillAsync(new() { ContentType = "text/plain; charset=utf-8", Body = Text(path.EndsWith(".patch", StringComparison.Ordinal) ? Patch : Code) });
        }
        else
        {
            await route.FulfillAsync(new() { Status = 404, ContentType = "application/problem+json", Body = new JsonObject { ["title"] = Text("Not here"), ["detail"] = Text(path) }.ToJsonString() });
        }
    }

    // A stream that stays open cannot be canned; this one tells all at once, and the page comes back for more later and later.
    private string Events(string path)
    {
        var runs = path == "v1/events" ? _answers["v1/runs"]!["runs"]!.AsArray().Select(run => run!) : [_answers[path.Contains("two", StringComparison.Ordinal) ? "v1/runs/two" : "v1/runs/one"]!];
        return string.Concat(runs.Select(run => $"event: run\ndata: {Poisoned(run, "").ToJsonString()}\n\n"));
    }

    private string Text(string text) => Poison?.Invoke("text", text) ?? text;

    private JsonNode Poisoned(JsonNode node, string name) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, member.Value is null ? null : Poisoned(member.Value, member.Key)))),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Poisoned(item, name))]),
        JsonValue value when Poison is not null && value.TryGetValue<string>(out var text) => JsonValue.Create(Poison(name, text)),
        _ => node.DeepClone(),
    };

    private static JsonObject Read()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Canned", "answers.json"));
        var now = DateTime.UtcNow;
        return JsonNode.Parse(Moment().Replace(text, match =>
        {
            var amount = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            var distance = match.Groups[2].Value switch
            {
                "s" => TimeSpan.FromSeconds(amount),
                "m" => TimeSpan.FromMinutes(amount),
                "h" => TimeSpan.FromHours(amount),
                _ => TimeSpan.FromDays(amount),
            };
            return $"\"{now + distance:O}\"";
        }))!.AsObject();
    }

    [GeneratedRegex("\"@(-?\\d+)([smhd])\"")]
    private static partial Regex Moment();
}
