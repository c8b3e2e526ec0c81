using System.Text.Json.Nodes;
using Workflows.Activities.OfflineTests.Values;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.OfflineTests.Cases;

/// <summary>Requests with a value of another type or format than the document says.</summary>
internal static class WrongTypeCases
{
    public static IEnumerable<TestCase> Of(OperationCases cases)
    {
        if (cases.Tools.Requests.Write(cases.Operation, cases.Minimal) is not { } valid)
        {
            yield break;
        }

        var targets = ValueTargets.Of(cases).Select(target => Wrong(target)
            .Where(wrong => !target.Allows(wrong.Value))
            .SelectMany(wrong => cases.Row($"{target.Name} is {wrong.What}", target.Put(wrong.Value))));
        foreach (var rows in Rows.ByPlace(Rows.Bounded(targets.Append(WholeBody(cases)), cases.Tools.Budget.Rows), valid))
        {
            yield return new TestCase(
                "WithWrongType_IsRejected", $"{cases.Operation.Name} with a value of a wrong type is rejected", "normal", Expectation.Rejected, rows);
        }
    }

    private static IEnumerable<CaseRow> WholeBody(OperationCases cases)
    {
        if (cases.Media is not { IsJson: true, Schema: { } schema } || cases.Minimal.Body is null)
        {
            return [];
        }

        JsonNode wrong = cases.Tools.Schemas.Read(schema).Type == "object" ? new JsonArray() : new JsonObject { ["unexpected"] = true };
        return cases.Tools.Conformance.Fits(schema, wrong) ? [] : cases.Row(wrong is JsonArray ? "the body is a list" : "the body is an object", cases.Minimal.WithBody(wrong));
    }

    private static IEnumerable<(string What, JsonNode? Value)> Wrong(ValueTarget target)
    {
        switch (target.Facts.Type)
        {
            case "integer":
                yield return ("not a number", JsonValue.Create("not-a-number"));
                yield return ("a fraction", JsonValue.Create(1.5m));
                break;
            case "number":
                yield return ("not a number", JsonValue.Create("not-a-number"));
                break;
            case "boolean":
                yield return ("not a boolean", JsonValue.Create("not-a-boolean"));
                break;
            case "array" when !target.IsText:
                yield return ("text instead of a list", JsonValue.Create("not-a-list"));
                break;
            case "array" when target.Facts.Items is { } items && items.Text("type") is "integer" or "number" or "boolean":
                yield return ("a list of wrong items", new JsonArray("not-an-item"));
                break;
            case "object" when !target.IsText:
                yield return ("text instead of an object", JsonValue.Create("not-an-object"));
                break;
            case "string" when target.Facts.Format is "date" or "date-time" or "uuid":
                yield return ($"no {target.Facts.Format}", JsonValue.Create($"not-a-{target.Facts.Format}"));
                break;
            case "string" when !target.IsText:
                yield return ("an object instead of text", new JsonObject { ["unexpected"] = true });
                yield return ("a number instead of text", JsonValue.Create(12345));
                break;
        }
    }
}
