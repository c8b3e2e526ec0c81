using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace Workflows.Activities.OfflineTests.Emitted;

/// <summary>What the document promises about the answers of one operation.</summary>
internal sealed class Contract(string operation)
{
    private readonly List<(string Status, string? MediaType, string? Schema)> _answers = [];

    /// <summary>Adds a documented answer: <c>200</c>, <c>4XX</c> or <c>default</c>; without a media type the body is not described.</summary>
    public Contract Answers(string status, string? mediaType = null, string? schema = null)
    {
        _answers.Add((status, mediaType, schema));
        return this;
    }

    /// <summary>Whether a status is documented: by itself, by its range, or by the default.</summary>
    public bool Documents(int status) => Documented(status).Count > 0;

    /// <summary>Whether an answer says no because of the request: a 4xx. Where nothing in the path can be missing, 404 and 405 say so only if they are documented.</summary>
    public bool Rejects(Answer answer, bool signedIn = false) =>
        answer.IsRejection(signedIn) && (answer.Status is not (404 or 405) || Documents(answer.Status));

    /// <summary>How an answer breaks the contract; null when it keeps it. What an undocumented rejection looks like is nobody's promise.</summary>
    public string? Deviation(Answer answer)
    {
        if (answer.Status >= 500)
        {
            return answer.Expected($"no server error from {operation}");
        }

        var documented = Documented(answer.Status);
        if (documented.Count == 0)
        {
            // Some documents list their errors only; they promise nothing about success.
            var promises = _answers.Any(one => one.Status[0] is '2' or '3');
            return answer.Status >= 400 || !promises ? null : answer.Expected($"a documented status of {operation}: {string.Join(", ", _answers.Select(one => one.Status).Distinct())}");
        }

        var described = documented.Where(one => one.MediaType is not null).ToList();
        if (described.Count == 0 || answer.Status is 204 or 304 || answer.Call.StartsWith("HEAD ", StringComparison.Ordinal) || (answer.Body.Length == 0 && answer.Status >= 400))
        {
            return null;
        }

        var fitting = described.Where(one => Covers(one.MediaType!, answer.MediaType)).ToList();
        if (fitting.Count == 0)
        {
            return answer.Expected($"content of type {string.Join(" or ", described.Select(one => one.MediaType))}");
        }

        return fitting[0].Schema is { } schema && IsJson(answer.MediaType) ? Mismatch(schema, answer) : null;
    }

    private List<(string Status, string? MediaType, string? Schema)> Documented(int status)
    {
        foreach (var key in new[] { status.ToString(), $"{status / 100}XX", "default" })
        {
            var found = _answers.Where(one => one.Status == key).ToList();
            if (found.Count > 0)
            {
                return found;
            }
        }

        return [];
    }

    private static string? Mismatch(string schema, Answer answer)
    {
        try
        {
            using var body = JsonDocument.Parse(answer.Body);
            var problems = Schemas.Check(schema, body.RootElement);
            return problems.Count == 0 ? null : answer.Expected($"a body as documented ({string.Join("; ", problems)})");
        }
        catch (JsonException problem)
        {
            return answer.Expected($"a JSON body ({problem.Message})");
        }
    }

    private static bool Covers(string documented, string? actual) =>
        actual is not null
        && (documented == "*/*"
            || documented.Equals(actual, StringComparison.OrdinalIgnoreCase)
            || (documented.EndsWith("/*", StringComparison.Ordinal) && actual.StartsWith(documented[..^1], StringComparison.OrdinalIgnoreCase)));

    private static bool IsJson(string? mediaType) => mediaType is not null && mediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase);
}
