using Workflows.Http.Contracts;

namespace Workflows.Http.Gates.Webhooks;

/// <summary>What every incoming webhook answers in the same words.</summary>
internal static class Deliveries
{
    private const int LongestId = 100;

    public static ApiResponse NotConfigured(string setting) => ApiResponse.Problem(503, "Not configured",
        $"This webhook takes nothing because {setting} is not set. Set it to the secret that the sender signs with, and restart.");

    public static ApiResponse BadSignature(string expected) => ApiResponse.Problem(401, "Bad signature",
        $"The signature is missing, or not one of this body by the configured secret. Send {expected}.");

    public static ApiResponse NoId(string header) => ApiResponse.Problem(400, "Bad Request",
        $"{header} is missing or not an id: 1 to {LongestId} letters, digits, hyphens, dots and underscores, new for every delivery and the same when it is repeated.");

    public static ApiResponse NotJson(ApiRequest request) => ApiResponse.Problem(415, "Unsupported Media Type",
        $"The content type is '{request.MediaType ?? "(none)"}'. Send application/json.");

    public static ApiResponse Ignored(string reason) =>
        ApiResponse.Json(200, new IgnoredDelivery("ignored", reason), HttpJson.Default.IgnoredDelivery);

    /// <summary>The id of a delivery, or null when the header holds none.</summary>
    public static string? Id(ApiRequest request, string header) =>
        request.Header(header) is { Length: > 0 and <= LongestId } id && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_') ? id : null;
}
