using Microsoft.AspNetCore.Http;

namespace Workflows.Http.Hosting;

/// <summary>
/// There are no keys yet, so only this machine may ask, and no page of a browser may ask in its user's name: a foreign host name
/// that was bent to this address (DNS rebinding) and requests from other origins are refused.
/// </summary>
internal static class LoopbackGuard
{
    /// <summary>Null when the request may pass, otherwise the refusal.</summary>
    public static ApiResponse? Refusal(HttpContext context, Uri? publicBaseUrl)
    {
        var request = context.Request;
        if (!LoopbackNames.IsLoopback(request.Host.Host) && !request.Host.Host.Equals(publicBaseUrl?.Host, StringComparison.OrdinalIgnoreCase))
        {
            return ApiResponse.Problem(421, "Misdirected Request",
                $"This host answers to localhost only, not to '{request.Host.Host}'. Ask for http://127.0.0.1:{context.Connection.LocalPort}/.");
        }

        var foreignOrigin = request.Headers.Origin is [{ Length: > 0 } origin, ..] && !IsOwn(origin, request, publicBaseUrl);
        return foreignOrigin || request.Headers["Sec-Fetch-Site"] == "cross-site"
            ? ApiResponse.Problem(403, "Forbidden", "Requests from pages of other origins are refused. Open this API from its own address, or ask without a browser.")
            : null;
    }

    private static bool IsOwn(string origin, HttpRequest request, Uri? publicBaseUrl) =>
        origin.Equals($"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase)
        || (publicBaseUrl is not null && origin.Equals(publicBaseUrl.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase));
}
