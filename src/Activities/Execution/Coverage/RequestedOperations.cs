using Workflows.Activities.Execution.Network;
using Workflows.Activities.OpenApi;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Execution.Coverage;

/// <summary>
/// Notes which operations of a document are requested. What counts is the request that leaves the sandbox, whatever the code says of
/// itself; a request counts for the one operation that fits it most exactly. What fixtures and theory data request counts as well, because
/// from outside it looks the same.
/// </summary>
internal sealed class RequestedOperations : IRequestObserver
{
    private readonly OperationPattern[] _operations;
    private readonly bool[] _requested;
    private readonly string[] _base;

    /// <param name="operations">The document's operations.</param>
    /// <param name="baseUrl">The address that their paths are relative to.</param>
    public RequestedOperations(IReadOnlyList<ApiOperation> operations, Uri baseUrl)
    {
        _operations = [.. operations.Select(operation => new OperationPattern(operation))];
        _requested = new bool[_operations.Length];
        _base = Segments(baseUrl.AbsolutePath.TrimEnd('/'));
    }

    /// <inheritdoc />
    public void Requested(string method, string target)
    {
        var whole = Segments(target);
        var path = Segments(target.Split('?', 2)[0]);
        if (path.Length <= _base.Length || !path.AsSpan(0, _base.Length).SequenceEqual(_base))
        {
            return;
        }

        OperationPattern? best = null;
        foreach (var operation in _operations)
        {
            if (operation.Method == method
                && operation.Fits((operation.WithQuery ? whole : path).AsSpan(_base.Length))
                && (best is null || operation.CompareExactness(best) < 0))
            {
                best = operation;
            }
        }

        // A path that is described twice in the same shape cannot be told apart: the first of them counts.
        if (best is not null)
        {
            Volatile.Write(ref _requested[Array.IndexOf(_operations, best)], true);
        }
    }

    /// <summary>The outcome, with the reason why it says nothing where requests could not be seen.</summary>
    public ApiCoverage Describe(string? unseen)
    {
        if (unseen is not null)
        {
            return new ApiCoverage(_operations.Length, null, [], unseen);
        }

        var missed = _operations.Where((_, index) => !Volatile.Read(ref _requested[index])).Select(operation => operation.Name).ToList();
        return new ApiCoverage(_operations.Length, _operations.Length - missed.Count, missed, null);
    }

    private static string[] Segments(string path) => [.. path.Split('/').Select(Uri.UnescapeDataString)];
}
