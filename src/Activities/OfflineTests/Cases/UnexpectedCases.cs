using System.Text.Json.Nodes;

namespace Workflows.Activities.OfflineTests.Cases;

/// <summary>Requests with something that the document leaves no room for: a property of a closed object, a media type that has a documented refusal.</summary>
internal static class UnexpectedCases
{
    private const string Unexpected = "unexpectedProperty";

    public static IEnumerable<TestCase> Of(OperationCases cases)
    {
        if (cases.Media is not { IsJson: true } media || cases.Minimal.Body is not { } body || cases.Tools.Requests.Write(cases.Operation, cases.Minimal) is not { } valid)
        {
            yield break;
        }

        if (media.Schema is { } schema && body.Node is JsonObject item && !item.ContainsKey(Unexpected))
        {
            var extended = (JsonObject)item.DeepClone();
            extended[Unexpected] = "sample";
            if (!cases.Tools.Conformance.Fits(schema, extended))
            {
                yield return new TestCase(
                    "WithUnexpectedProperty_IsRejected", $"{cases.Operation.Name} with a property that the schema does not allow is rejected", "minor", Expectation.Rejected,
                    [.. cases.Row("the body holds a property that is not allowed", cases.Minimal.WithBody(extended))]);
            }
        }

        // Servers may read more than they document; where 415 is documented they say that they do not.
        if (cases.Operation.Responses.Any(response => response.Status == "415") && cases.Operation.Body!.Content.All(content => content.IsJson))
        {
            var text = valid with { Body = valid.Body! with { MediaType = "text/plain" } };
            yield return new TestCase(
                "WithUnsupportedMediaType_IsRejected", $"{cases.Operation.Name} with a body of an undocumented media type is rejected", "minor", Expectation.Rejected,
                [new CaseRow("the body is sent as text/plain", text)]);
        }
    }
}
