using Workflows.Activities.OpenApi;

namespace Workflows.Activities.Execution.Coverage;

/// <summary>An operation, ready to be held against requests.</summary>
internal sealed class OperationPattern
{
    private readonly List<SegmentPattern> _segments = [];

    public OperationPattern(ApiOperation operation)
    {
        Name = operation.Name;
        Method = operation.Method;
        // Against the specification, some documents write a query into the path: it is a part of what has to be requested, then.
        WithQuery = operation.Path.Contains('?', StringComparison.Ordinal);
        var path = operation.Path.StartsWith('/') ? operation.Path[1..] : operation.Path;
        var parts = PathTemplate.Parts(path);
        var texts = new List<string>();
        for (var i = 0; i < parts.Count; i += 2)
        {
            var pieces = parts[i].Split('/').Select(Uri.UnescapeDataString).ToList();
            foreach (var piece in pieces.SkipLast(1))
            {
                _segments.Add(new SegmentPattern([.. texts, piece]));
                texts.Clear();
            }

            texts.Add(pieces[^1]);
        }

        _segments.Add(new SegmentPattern(texts));
    }

    public string Name { get; }

    public string Method { get; }

    /// <summary>The query of the request is held against the pattern as well.</summary>
    public bool WithQuery { get; }

    /// <summary>Whether the segments after the base path fit.</summary>
    public bool Fits(ReadOnlySpan<string> segments)
    {
        if (segments.Length != _segments.Count)
        {
            return false;
        }

        for (var i = 0; i < segments.Length; i++)
        {
            if (!_segments[i].Fits(segments[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Less than zero when this pattern is the more exact one of two that fit the same request: <c>/items/mine</c> goes before <c>/items/{id}</c>.</summary>
    public int CompareExactness(OperationPattern other)
    {
        for (var i = 0; i < Math.Min(_segments.Count, other._segments.Count); i++)
        {
            if (other._segments[i].Exactness.CompareTo(_segments[i].Exactness) is var order and not 0)
            {
                return order;
            }
        }

        return other.WithQuery.CompareTo(WithQuery);
    }
}
