using System.Text.Json;
using Workflows.Http.Contracts;

namespace Workflows.Http.Access;

/// <summary>Signs the dashboard in and out: the key travels in a cookie that scripts cannot read and other sites cannot send.</summary>
internal sealed class SessionHandler(ApiDoor door, HttpApiOptions options, TimeProvider time)
{
    private const int MaxBody = 4 * 1024;
    private const int MonthInSeconds = 30 * 24 * 60 * 60;

    public async Task<ApiResponse> MeAsync(ApiRequest request, CancellationToken cancellationToken) =>
        Answer(200, await door.AsksForKeyAsync(cancellationToken), request.Caller);

    public async Task<ApiResponse> SignInAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        if (SameOrigin.IsForeign(request))
        {
            return ApiResponse.Problem(403, "Forbidden", "Only a page of this host may sign in here.");
        }

        if (request.MediaType != "application/json")
        {
            return ApiResponse.Problem(415, "Unsupported Media Type", "Send {\"key\": \"wf_…\"} as application/json.");
        }

        var body = await BoundedBody.ReadAsync(request, MaxBody, "The key", options, time, cancellationToken);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        if (!await door.AsksForKeyAsync(cancellationToken))
        {
            return ApiResponse.Problem(409, "Conflict", "This host has no keys and asks for none, so there is nothing to sign in to. 'workflows keys create' makes one.");
        }

        if (Read(body.Bytes.Span) is not { } key)
        {
            return ApiResponse.Problem(400, "Bad Request", "The body is not {\"key\": \"wf_…\"}.");
        }

        var (caller, notLetIn) = await door.SignInAsync(request, key, cancellationToken);
        return caller is null ? notLetIn! : Answer(200, true, caller).With("Set-Cookie", Cookie(request, key, MonthInSeconds));
    }

    public static Task<ApiResponse> SignOutAsync(ApiRequest request, CancellationToken cancellationToken) => Task.FromResult(
        SameOrigin.IsForeign(request)
            ? ApiResponse.Problem(403, "Forbidden", "Only a page of this host may sign out here.")
            : new ApiResponse(204, null, default).With("Set-Cookie", Cookie(request, "", 0)).With("Cache-Control", "no-store"));

    private static ApiResponse Answer(int status, bool asks, Caller caller) => ApiResponse.Json(status,
        new Me(
            asks, asks && caller != Caller.Nobody, caller == Caller.Nobody ? null : caller.Person, caller.Owner?.User, caller.Owner?.Project,
            [.. caller.Scopes.Select(scope => JsonNamingPolicy.CamelCase.ConvertName(scope.ToString()))]),
        HttpJson.Default.Me).With("Cache-Control", "no-store");

    private static string? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(JsonText.WithoutByteOrderMark(json), HttpJson.Default.SessionRequest)?.Key?.Trim() is { Length: > 0 } key ? key : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A good key holds nothing that a cookie's value may not.
    private static string Cookie(ApiRequest request, string value, int maxAge) =>
        $"{ShownKey.Cookie}={value}; Path=/; Max-Age={maxAge}; HttpOnly; SameSite=Strict{(request.BaseUrl.Scheme == Uri.UriSchemeHttps ? "; Secure" : "")}";
}
