using System.Globalization;
using Workflows.Http.Contracts;

namespace Workflows.Http.Digests;

/// <summary>Tells what happened since somebody looked last, as JSON or as Markdown.</summary>
internal sealed class DigestHandler(DigestReader digests, TimeProvider time)
{
    private const string Markdown = "text/markdown";
    private static readonly TimeSpan Usual = TimeSpan.FromHours(24);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var query = new QueryReader(request);
        query.Only("since", "until", "format");
        var until = query.Time("until") ?? now;
        var since = Since(query, until);
        var format = query.Text("format") ?? (request.Header("Accept")?.Contains(Markdown, StringComparison.OrdinalIgnoreCase) == true ? "markdown" : "json");
        if (format is not ("json" or "markdown"))
        {
            query.Fail($"The query parameter 'format' is '{format}'; use json or markdown.");
        }

        if (since >= until || until - since > Longest)
        {
            query.Fail($"The time from {since:u} to {until:u} is none that a digest can tell of; 'since' lies before 'until', by at most {Longest.TotalDays:0} days.");
        }

        if (query.Problem is { } problem)
        {
            return ApiResponse.Problem(400, "Bad query", problem);
        }

        var digest = await digests.ReadAsync(request, since, until, cancellationToken);
        var answer = format == "json"
            ? ApiResponse.Json(200, digest, HttpJson.Default.Digest)
            : ApiResponse.Text(200, Markdown + "; charset=utf-8", DigestText.Write(digest)).With("X-Content-Type-Options", "nosniff");
        return answer.With("Cache-Control", "no-store").With("Vary", "Accept");
    }

    // 90m, 24h, 7d, or a time.
    private static DateTimeOffset Since(QueryReader query, DateTimeOffset until)
    {
        if (query.Text("since") is not { } text)
        {
            return until - Usual;
        }

        if (text.Length is > 1 and < 8 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            TimeSpan? span = text[^1] switch
            {
                'm' => TimeSpan.FromMinutes(number),
                'h' => TimeSpan.FromHours(number),
                'd' => TimeSpan.FromDays(number),
                _ => null,
            };
            if (span is { } back)
            {
                return until - (back > Longest + Longest ? Longest + Longest : back);
            }
        }

        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
        {
            query.Fail($"'since' is '{(text.Length > 50 ? text[..50] + "…" : text)}'; use 90m, 24h, 7d, or a time, for example 2026-01-31T08:00:00Z.");
            return until - Usual;
        }

        return query.Time("since") ?? until - Usual;
    }
}
