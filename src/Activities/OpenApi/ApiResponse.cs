namespace Workflows.Activities.OpenApi;

/// <summary>A documented answer.</summary>
/// <param name="Status"><c>200</c>, <c>4XX</c> or <c>default</c>.</param>
/// <param name="Content">Its representations; empty when the document promises no body.</param>
/// <param name="HasLocation">Whether a Location header is documented.</param>
internal sealed record ApiResponse(string Status, IReadOnlyList<ApiMedia> Content, bool HasLocation)
{
    /// <summary>The first digit, or null for <c>default</c>.</summary>
    public int? Class => Status.Length == 3 && char.IsAsciiDigit(Status[0]) ? Status[0] - '0' : null;
}
