namespace Workflows.Activities.OpenApi;

/// <summary>One operation of an API.</summary>
/// <param name="Method">Upper case: <c>GET</c>.</param>
/// <param name="Path">The template: <c>/items/{id}</c>.</param>
/// <param name="OperationId">Its id in the document, if any.</param>
/// <param name="Tag">Its first tag, if any.</param>
/// <param name="Parameters">Path-level ones included, replaced by the operation's own of the same name and place.</param>
/// <param name="Body">The body it takes.</param>
/// <param name="Responses">Its documented answers.</param>
/// <param name="Security">Alternatives, each a list of schemes that are needed together; empty when none is needed.</param>
/// <param name="Problem">Why it cannot be understood; null when it can.</param>
internal sealed record ApiOperation(
    string Method,
    string Path,
    string? OperationId,
    string? Tag,
    IReadOnlyList<ApiParameter> Parameters,
    ApiBody? Body,
    IReadOnlyList<ApiResponse> Responses,
    IReadOnlyList<IReadOnlyList<string>> Security,
    string? Problem)
{
    /// <summary>How it is named in messages: <c>GET /items/{id}</c>.</summary>
    public string Name => $"{Method} {Excerpt.Of(Path, 120)}";
}
