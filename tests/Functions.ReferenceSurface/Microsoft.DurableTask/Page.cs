namespace Microsoft.DurableTask;

/// <summary>A page of values.</summary>
public sealed class Page<T> where T : notnull
{
    /// <summary>A page; without a token it is the last one.</summary>
    public Page(IReadOnlyList<T> values, string? continuationToken = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        Values = values;
        ContinuationToken = continuationToken;
    }

    /// <summary>The values.</summary>
    public IReadOnlyList<T> Values { get; }

    /// <summary>Asks for the next page.</summary>
    public string? ContinuationToken { get; }
}
