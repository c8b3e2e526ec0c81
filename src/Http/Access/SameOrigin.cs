namespace Workflows.Http.Access;

/// <summary>
/// Whether a request that a browser made comes from a page of this host. Browsers send cookies by themselves, so a request that is let in
/// by one must prove where it comes from before it changes anything.
/// </summary>
internal static class SameOrigin
{
    private const string FetchSite = "Sec-Fetch-Site";

    /// <summary>Whether the method only reads.</summary>
    public static bool IsSafe(string method) => method is "GET" or "HEAD";

    /// <summary>Whether the browser says that the page is our own: no other may have made this request. Where it says nothing, nothing is proven.</summary>
    public static bool IsProven(ApiRequest request) => request.Header(FetchSite) switch
    {
        "same-origin" => true,
        null => request.Header("Origin") is { Length: > 0 } origin && IsOwn(origin, request),
        _ => false,
    };

    /// <summary>Whether the browser says that the page is another's.</summary>
    public static bool IsForeign(ApiRequest request) => request.Header(FetchSite) switch
    {
        "cross-site" or "same-site" => true,
        null => request.Header("Origin") is { Length: > 0 } origin && !IsOwn(origin, request),
        _ => false,
    };

    // A proxy may have taken https away, so the host counts, by the name that was asked for and by the public one.
    private static bool IsOwn(string origin, ApiRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && (page.Authority.Equals(request.BaseUrl.Authority, StringComparison.OrdinalIgnoreCase)
            || page.Authority.Equals(request.Header("Host"), StringComparison.OrdinalIgnoreCase));
}
