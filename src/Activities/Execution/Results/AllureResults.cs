using System.Security.Cryptography;
using System.Text;

namespace Workflows.Activities.Execution.Results;

/// <summary>Results as Allure knows them; its labels come from the traits of the tests.</summary>
internal static class AllureResults
{
    private const int MostText = 16 * 1024;

    // What a trait of this name means to Allure, beyond being a tag.
    private static readonly Dictionary<string, string> Labels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["epic"] = "epic",
        ["feature"] = "feature",
        ["story"] = "story",
        ["owner"] = "owner",
        ["severity"] = "severity",
        ["layer"] = "layer",
        ["tag"] = "tag",
        ["category"] = "tag",
        ["lead"] = "lead",
    };

    public static IEnumerable<(string FileName, AllureResult Result)> From(string runId, TestRunResult run, DateTimeOffset end)
    {
        foreach (var result in run.Results)
        {
            var uuid = Identity($"{runId}/{result.Test.Id}/{result.Row}");
            yield return ($"{uuid:D}-result.json", Describe(uuid, result, end));
        }
    }

    private static AllureResult Describe(Guid uuid, TestResult result, DateTimeOffset end)
    {
        var test = result.Test;
        var dot = test.ClassName.LastIndexOf('.');
        var (package, suite) = dot < 0 ? ("", test.ClassName) : (test.ClassName[..dot], test.ClassName[(dot + 1)..]);
        var labels = new List<AllureLabel>
        {
            new("suite", suite), new("package", package), new("testClass", test.ClassName), new("testMethod", test.Method),
            new("language", "csharp"), new("framework", "xunit"),
        };
        if (package.Length > 0)
        {
            labels.Insert(0, new AllureLabel("parentSuite", package));
        }

        foreach (var (name, value) in test.Traits.SelectMany(trait => trait.Value.Select(value => (trait.Key, value))))
        {
            if (Labels.TryGetValue(name, out var label))
            {
                labels.Add(new AllureLabel(label, PlainText.Of(value, MostText)));
            }
            else if (!name.Equals("title", StringComparison.OrdinalIgnoreCase) && !name.Equals("description", StringComparison.OrdinalIgnoreCase))
            {
                labels.Add(new AllureLabel("tag", PlainText.Of($"{name}: {value}", MostText)));
            }
        }

        var arguments = result.Row < test.Rows.Count ? test.Rows[result.Row] : "";
        var title = First(test, "title") ?? test.DisplayName ?? test.Method.Replace('_', ' ');
        var start = result.StartedAt ?? end;
        return new AllureResult(
            uuid.ToString("D"),
            Identity($"{test.Id}/{result.Row}").ToString("N"),
            Identity(test.Id).ToString("N"),
            test.Id,
            PlainText.Of(arguments.Length > 0 ? $"{title} ({arguments})" : title, MostText),
            result.Outcome switch
            {
                TestOutcome.Passed => "passed",
                TestOutcome.Failed => "failed",
                TestOutcome.Skipped => "skipped",
                _ => "broken",
            },
            "finished",
            new AllureDetails(
                result.Message is null ? null : PlainText.Of(result.Message, MostText), result.Stack is null ? null : PlainText.Of(result.Stack, MostText)),
            start.ToUnixTimeMilliseconds(),
            start.AddSeconds(result.Seconds).ToUnixTimeMilliseconds(),
            labels,
            arguments.Length > 0 ? [new AllureParameter("arguments", arguments)] : [],
            First(test, "description"));
    }

    private static string? First(Checks.CatalogedTest test, string trait) => test.Traits.GetValueOrDefault(trait) is [var value, ..] ? PlainText.Of(value, MostText) : null;

    /// <summary>The same name gives the same id, so that a step which runs again replaces its files.</summary>
    private static Guid Identity(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
}
