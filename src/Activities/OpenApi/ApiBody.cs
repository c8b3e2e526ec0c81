namespace Workflows.Activities.OpenApi;

/// <summary>The body that an operation takes.</summary>
/// <param name="Required">Whether a request without it is wrong.</param>
/// <param name="Content">Its representations, in the document's order.</param>
internal sealed record ApiBody(bool Required, IReadOnlyList<ApiMedia> Content);
