namespace Workflows.Http.Dashboard;

/// <summary>
/// Serves the dashboard. Its files hold no data, so everybody may have them; what they show comes from the API, which asks who is asking.
/// The policy lets the page load its own files and talk to its own host, and nothing else: text that became markup by mistake would do nothing.
/// </summary>
internal static class DashboardHandler
{
    /// <summary>What the page may do.</summary>
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; " +
        "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private const string Folder = "ui/";

    /// <summary>Leads from the root of the host to the page.</summary>
    public static ApiResponse Root() => ToPage(Folder);

    /// <summary>Answers for a file, or for the page where none is named.</summary>
    public static ApiResponse Get(ApiRequest request)
    {
        var path = request.Route.GetValueOrDefault("path") ?? "";
        if (path.Length == 0)
        {
            // The page names its files relative to its folder, so that any host can serve them anywhere; without the slash they would be sought beside it.
            if (request.Path.Length > 0 && !request.Path.EndsWith('/'))
            {
                return ToPage(Folder);
            }

            path = DashboardFiles.Page;
        }

        if (DashboardFiles.Find(path) is not { } file)
        {
            return ApiResponse.Problem(404, "Not Found", "The dashboard has no such file. Its page is at /ui/.");
        }

        return request.Header("If-None-Match") == file.Tag
            ? Guarded(new ApiResponse(304, null, default), file.Tag)
            : Guarded(new ApiResponse(200, file.ContentType, file.Body), file.Tag);
    }

    private static ApiResponse ToPage(string location) => new ApiResponse(302, null, default).With("Location", location).With("Cache-Control", "no-cache");

    // A new version of the host must not meet scripts of the old one: everything is asked for again, and answered with 304 where it is the same.
    private static ApiResponse Guarded(ApiResponse response, string tag) => response
        .With("ETag", tag)
        .With("Cache-Control", "no-cache")
        .With("Content-Security-Policy", Policy)
        .With("X-Content-Type-Options", "nosniff")
        .With("X-Frame-Options", "DENY")
        .With("Referrer-Policy", "no-referrer")
        .With("Cross-Origin-Opener-Policy", "same-origin")
        .With("Cross-Origin-Resource-Policy", "same-origin")
        .With("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
}
