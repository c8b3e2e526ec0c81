using Workflows.Activities.OpenApi;

namespace Workflows.Activities.OfflineTests.Cases;

/// <summary>Requests with a method that no path of that shape describes.</summary>
internal sealed class MethodCases
{
    // Those that do least harm to a server that has more than it documents come first.
    private static readonly string[] Tried = ["PATCH", "PUT", "POST", "GET"];
    private readonly ILookup<int, (string[] Segments, string Method)> _described;
    private readonly bool _hasCatchAll;

    public MethodCases(IReadOnlyList<ApiOperation> operations)
    {
        _described = operations.Select(operation => (Segments(operation.Path), operation.Method)).ToLookup(pair => pair.Item1.Length);
        _hasCatchAll = operations.Any(operation => PathTemplate.Variables(operation.Path).Any(name => name.EndsWith('+') || name.EndsWith('*') || name.StartsWith('*')));
    }

    public IEnumerable<TestCase> Of(OperationCases cases)
    {
        // A query in the path chooses the operation, and a catch-all takes everything: there, the path alone says nothing.
        if (_hasCatchAll || cases.Operation.Path.AsSpan().ContainsAny("?#")
            || cases.Tools.Requests.Write(cases.Operation with { Parameters = [.. cases.Operation.Parameters.Where(parameter => parameter.In == "path")] }, cases.Minimal with { Body = null }) is not { } request)
        {
            yield break;
        }

        var segments = Segments(cases.Operation.Path);
        var known = _described[segments.Length].Where(other => Overlap(segments, other.Segments)).Select(other => other.Method).ToHashSet(StringComparer.Ordinal);
        if (Tried.FirstOrDefault(method => !known.Contains(method)) is { } unknown)
        {
            yield return new TestCase(
                $"With{unknown[0]}{unknown[1..].ToLowerInvariant()}_IsNotAllowed", $"{unknown} {Excerpt.Of(cases.Operation.Path, 120)}, which is not documented, is not allowed", "minor",
                Expectation.NotAllowed, [new CaseRow($"{unknown} is not documented", request with { Method = unknown })]);
        }
    }

    private static string[] Segments(string path) => PathTemplate.Shape(path).Split('/');

    private static bool Overlap(string[] one, string[] other)
    {
        for (var i = 0; i < one.Length; i++)
        {
            if (one[i] != other[i] && !one[i].Contains("{}", StringComparison.Ordinal) && !other[i].Contains("{}", StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}
