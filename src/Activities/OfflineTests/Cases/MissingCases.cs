using System.Text.Json.Nodes;
using Workflows.Activities.OfflineTests.Code;
using Workflows.Activities.OfflineTests.Requests;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.OfflineTests.Cases;

/// <summary>Requests without something that is required.</summary>
internal static class MissingCases
{
    public static IEnumerable<TestCase> Of(OperationCases cases) => Parameters(cases).Concat(Body(cases)).Concat(Properties(cases));

    private static IEnumerable<TestCase> Parameters(OperationCases cases)
    {
        foreach (var parameter in cases.Operation.Parameters.Where(parameter => parameter.Required && parameter.In != "path").Take(cases.Tools.Budget.Missing))
        {
            var name = Excerpt.Of(parameter.Name, 60);
            var rows = cases.Row($"the required {parameter.In} parameter '{name}' is missing", cases.Minimal.Without(parameter)).ToList();
            // An empty list or object is written as nothing: then nothing is missing either.
            if (rows.Count > 0 && cases.Tools.Requests.Write(cases.Operation, cases.Minimal) is { } valid && !Rows.Same(valid, rows[0].Request))
            {
                yield return new TestCase(
                    $"Without{Identifiers.Pascal(parameter.Name, "Value")}_IsRejected",
                    $"{cases.Operation.Name} without the required {parameter.In} parameter '{name}' is rejected", "normal", Expectation.Rejected, rows);
            }
        }
    }

    private static IEnumerable<TestCase> Body(OperationCases cases)
    {
        if (cases.Operation.Body is { Required: true } && cases.Minimal.Body is not null)
        {
            yield return new TestCase(
                "WithoutBody_IsRejected", $"{cases.Operation.Name} without the required body is rejected", "normal", Expectation.Rejected,
                [.. cases.Row("the required body is missing", cases.Minimal with { Body = null })]);
        }

        if (cases.Media is { IsJson: true } media && cases.Minimal.Body is not null
            && cases.Tools.Requests.Write(cases.Operation, cases.Minimal) is { } request)
        {
            var broken = request with { Body = new RequestBody(media.MediaType, "{\"broken\": ", []) };
            yield return new TestCase(
                "WithMalformedJson_IsRejected", $"{cases.Operation.Name} with a body that is not JSON is rejected", "normal", Expectation.Rejected,
                [new CaseRow("the body is not JSON", broken)]);
        }
    }

    private static IEnumerable<TestCase> Properties(OperationCases cases)
    {
        if (cases.Media?.Schema is not { } schema || cases.Minimal.Body?.Node is not JsonObject body)
        {
            yield break;
        }

        foreach (var property in cases.Tools.Schemas.Read(schema).Required.Where(body.ContainsKey).Take(cases.Tools.Budget.Missing))
        {
            var without = (JsonObject)body.DeepClone();
            without.Remove(property);
            if (cases.Tools.Conformance.Fits(schema, without))
            {
                continue;
            }

            var name = Excerpt.Of(property, 60);
            var rows = cases.Row($"the required property '{name}' is missing", cases.Minimal.WithBody(without)).ToList();
            if (rows.Count > 0 && rows[0].Request.Body is { } sent && (sent.IsMultipart || sent.Text.Length > 0))
            {
                yield return new TestCase(
                    $"Without{Identifiers.Pascal(property, "Value")}_IsRejected",
                    $"{cases.Operation.Name} without the required property '{name}' is rejected", "normal", Expectation.Rejected, rows);
            }
        }
    }
}
