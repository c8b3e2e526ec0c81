using Microsoft.Extensions.Primitives;

namespace Workflows.Http.Access;

/// <summary>The key that a request shows. One in a header goes before one in the cookie, which browsers send by themselves.</summary>
/// <param name="Text">What was shown; null for nothing.</param>
/// <param name="IsCookie">Whether a browser sent it by itself, so that any page may have made the request.</param>
/// <param name="Problem">Why it cannot be told which key is meant; null when it can.</param>
internal sealed record ShownKey(string? Text, bool IsCookie, string? Problem)
{
    /// <summary>The cookie of the dashboard.</summary>
    public const string Cookie = "workflows-key";

    public const string Header = "X-Api-Key";

    private const string Bearer = "Bearer ";

    private static readonly ShownKey Nothing = new(null, false, null);

    public static ShownKey Of(ApiRequest request)
    {
        var inHeaders = All(request, "Authorization").Where(IsBearer).Select(value => value[Bearer.Length..].Trim()).Concat(All(request, Header)).ToList();
        return inHeaders switch
        {
            [] => OfCookies(request),
            [var one] => new ShownKey(one, false, null),
            _ => new ShownKey(null, false, $"The request shows {inHeaders.Count} keys. Show one, as 'Authorization: Bearer …' or as '{Header}: …'."),
        };
    }

    private static ShownKey OfCookies(ApiRequest request)
    {
        var values = All(request, "Cookie")
            .SelectMany(header => header.Split(';', StringSplitOptions.TrimEntries))
            .Where(pair => pair.StartsWith(Cookie + "=", StringComparison.Ordinal))
            .Select(pair => pair[(Cookie.Length + 1)..])
            .ToList();
        return values switch
        {
            [] => Nothing,
            [var one] => new ShownKey(one, true, null),
            // Pages of other names of this machine, or of its parent domain, can set cookies for it, too.
            _ => new ShownKey(null, true, $"The request has {values.Count} cookies '{Cookie}'. Delete the cookies of this site, and sign in again."),
        };
    }

    // Other schemes are for what stands in front of the host, a proxy that asks for a password.
    private static bool IsBearer(string value) => value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> All(ApiRequest request, string name) =>
        (request.Headers.TryGetValue(name, out var values) ? values : StringValues.Empty).Where(value => !string.IsNullOrEmpty(value)).Select(value => value!);
}
