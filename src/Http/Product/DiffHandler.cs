using System.Text;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Diffs;
using Workflows.Http.Contracts;

namespace Workflows.Http.Product;

/// <summary>Compares two artifacts of one run. What they hold may be hostile: it is text in JSON, or plain text, and bounded.</summary>
internal sealed class DiffHandler(IArtifactStore artifacts)
{
    private const int MostBytes = 4 * 1024 * 1024;
    private const int MostLines = 5000;
    private const int MostCharacters = 2000;

    public async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var id = request.Route["runId"];
        var query = new QueryReader(request);
        query.Only("from", "to", "format");
        var (from, to, format) = (query.Text("from"), query.Text("to"), query.Text("format") ?? "json");
        if (format is not ("json" or "unified"))
        {
            query.Fail($"The query parameter 'format' is '{format}'; use json or unified.");
        }

        if (from is null && to is null)
        {
            query.Fail("Name the artifacts to compare: from=…&to=…. One of them may be left out, which compares with nothing.");
        }

        if (query.Problem is { } problem)
        {
            return ApiResponse.Problem(400, "Bad query", problem);
        }

        if (ArtifactName.RunIdProblem(id) is not null)
        {
            return RunsHandler.UnknownRun(id);
        }

        var old = await ReadAsync(id, from, cancellationToken);
        var now = await ReadAsync(id, to, cancellationToken);
        return old is null ? Unknown(id, from!)
            : now is null ? Unknown(id, to!)
            : format == "json" ? ApiResponse.Json(200, Compare(from, to, old, now), HttpJson.Default.ArtifactDiff).With("Cache-Control", "no-store")
            : Unified(from, to, old, now);
    }

    private static ArtifactDiff Compare(string? from, string? to, Side old, Side now)
    {
        var truncated = old.IsTooLarge || now.IsTooLarge;
        var binary = old.IsBinary || now.IsBinary;
        if (truncated || binary)
        {
            return new ArtifactDiff(from, to, binary, truncated, 0, 0, []);
        }

        var diff = TextDiff.Between(old.Text, now.Text);
        var hunks = new List<ArtifactDiffHunk>();
        var lines = 0;
        foreach (var hunk in diff.Hunks)
        {
            if (lines >= MostLines)
            {
                truncated = true;
                break;
            }

            var kept = hunk.Lines.Take(MostLines - lines).ToList();
            lines += kept.Count;
            truncated |= kept.Count < hunk.Lines.Count || kept.Exists(line => line.Text.Length > MostCharacters);
            hunks.Add(new ArtifactDiffHunk(hunk.FromLine, hunk.FromCount, hunk.ToLine, hunk.ToCount,
                [.. kept.Select(line => new ArtifactDiffLine(TextDiff.Sign(line.Op).ToString(), line.From, line.To, Cut(line.Text)))]));
        }

        return new ArtifactDiff(from, to, false, truncated, diff.Added, diff.Removed, hunks);
    }

    private static ApiResponse Unified(string? from, string? to, Side old, Side now)
    {
        if (old.IsTooLarge || now.IsTooLarge || old.IsBinary || now.IsBinary)
        {
            return ApiResponse.Problem(422, "Not comparable",
                $"The artifacts are no text, or larger than {MostBytes / (1024 * 1024)} MiB. GET /v1/runs/{{runId}}/artifacts/{{name}} serves each as it is.");
        }

        const string Nothing = "/dev/null";
        return ApiResponse.Text(200, "text/plain; charset=utf-8", TextDiff.Between(old.Text, now.Text).Unified(from ?? Nothing, to ?? Nothing))
            .With("X-Content-Type-Options", "nosniff")
            .With("Content-Security-Policy", "sandbox; default-src 'none'")
            .With("Cache-Control", "no-store");
    }

    private async Task<Side?> ReadAsync(string runId, string? name, CancellationToken cancellationToken)
    {
        if (name is null)
        {
            return new Side("", false, false);
        }

        if (ArtifactName.Problem(name) is not null || await artifacts.FindAsync(runId, name, cancellationToken) is not { } artifact)
        {
            return null;
        }

        if (artifact.Length > MostBytes)
        {
            return new Side("", false, true);
        }

        return await artifacts.ReadAsync(runId, name, cancellationToken) is { } body ? Side.Of(body) : null;
    }

    private static string Cut(string text) => text.Length <= MostCharacters ? text : text[..MostCharacters] + "…";

    private static ApiResponse Unknown(string runId, string name) => ApiResponse.Problem(404, "Unknown artifact",
        $"The run '{runId}' has no artifact '{name}'. GET /v1/runs/{{runId}}/artifacts lists what there is.");

    private sealed record Side(string Text, bool IsBinary, bool IsTooLarge)
    {
        private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

        public static Side Of(byte[] body)
        {
            try
            {
                return body.AsSpan().Contains((byte)0) ? new Side("", true, false) : new Side(Strict.GetString(body), false, false);
            }
            catch (DecoderFallbackException)
            {
                return new Side("", true, false);
            }
        }
    }
}
