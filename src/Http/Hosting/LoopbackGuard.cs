using Microsoft.AspNetCore.Http;

namespace Workflows.Http.Hosting;

/// <summary>
/// There are no keys yet, so only this machine may ask, and no page of a browser may ask in its user's name: a foreign host name
/// that was bent to this address (DNS rebinding) and requests from other origins are refused. What brings its own proof, signed links
/// and signed webhooks, is answered under the public name, too, and nothing else is.
/// </summary>
internal static class LoopbackGuard
{
    private static readonly PathString Links = "/g";
    private static readonly PathString Dashboard = "/ui";
    private static readonly PathString Webhooks = "/v1/webhooks";

    /// <summary>Null when the request may pass, otherwise the refusal.</summary>
    public static ApiResponse? Refusal(HttpContext context, Uri? publicBaseUrl)
    {
        var request = context.Request;
        var isLink = request.Path.StartsWithSegments(Links);
        var isPublic = request.Host.Host.Equals(publicBaseUrl?.Host, StringComparison.OrdinalIgnoreCase) && (isLink || request.Path.StartsWithSegments(Webhooks));
        if (!LoopbackNames.IsLoopback(request.Host.Host) && !isPublic)
        {
            return ApiResponse.Problem(421, "Misdirected Request",
                $"This host answers to localhost only, not to '{request.Host.Host}'; by its public name it answers signed links and webhooks alone. Ask for http://127.0.0.1:{context.Connection.LocalPort}/.");
        }

        // A link is opened from mails and chats in a browser, which is another site; showing decides nothing, and what it shows other pages cannot read.
        // The dashboard's files hold no data, and people come to them from bookmarks, mails and chats as well.
        var isPage = request.Path == "/" || request.Path.StartsWithSegments(Dashboard);
        if ((isLink || isPage) && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            return null;
        }

        // A page that sends no referrer posts with the origin "null", and a link's page is one. Its token is the proof.
        var foreignOrigin = request.Headers.Origin is [{ Length: > 0 } origin, ..] && !IsOwn(origin, request, publicBaseUrl)
            && !(isLink && origin == "null");
        return foreignOrigin || request.Headers["Sec-Fetch-Site"] == "cross-site"
            ? ApiResponse.Problem(403, "Forbidden", "Requests from pages of other origins are refused. Open this API from its own address, or ask without a browser.")
            : null;
    }

    private static bool IsOwn(string origin, HttpRequest request, Uri? publicBaseUrl) =>
        origin.Equals($"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase)
        || (publicBaseUrl is not null && origin.Equals(publicBaseUrl.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase));
}
