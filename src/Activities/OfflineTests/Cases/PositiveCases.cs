using Workflows.Activities.OpenApi;

namespace Workflows.Activities.OfflineTests.Cases;

/// <summary>Valid requests: with what is required, and with everything.</summary>
internal static class PositiveCases
{
    public static IEnumerable<TestCase> Of(OperationCases cases)
    {
        var name = cases.Operation.Name;
        yield return new TestCase(
            "WithValidRequest_AnswersAsDocumented", $"{name} answers a valid request as documented", "critical", cases.Accepted,
            [.. cases.Row("the request is valid", cases.Minimal)]);

        var full = cases.Minimal;
        foreach (var parameter in cases.Operation.Parameters.Where(parameter => !parameter.Required))
        {
            if (cases.Value(parameter, full: true) is { } value)
            {
                var with = full.With(parameter, value.Node);
                // A value that cannot be sent is left out, the others still go.
                full = cases.Tools.Requests.Write(cases.Operation, with) is null ? full : with;
            }
        }

        if (cases.Body(full: true) is { } body)
        {
            full = full with { Body = body };
        }

        var rows = cases.Row("every optional value is given and valid", full).ToList();
        if (rows.Count > 0 && cases.Tools.Requests.Write(cases.Operation, cases.Minimal) is { } minimal && !Rows.Same(rows[0].Request, minimal))
        {
            yield return new TestCase(
                "WithEveryOptionalValue_AnswersAsDocumented", $"{name} answers a request with every optional value as documented", "normal",
                cases.DescribesAnswers ? Expectation.Documented : Expectation.NoServerError, rows);
        }
    }
}
