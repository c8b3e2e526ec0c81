using Workflows.Domain.Artifacts;
using Workflows.Domain.Client;
using Workflows.Http.Contracts;

namespace Workflows.Http.Product;

/// <summary>Serves what runs have stored. All of it may be written by a model or by generated code, so nothing is served as active content.</summary>
internal sealed class ArtifactsHandler(OrchestrationClient client, IArtifactStore artifacts)
{
    private static readonly HashSet<string> Active = ["text/html", "application/xhtml+xml", "image/svg+xml", "text/javascript", "application/javascript"];

    public async Task<ApiResponse> ListAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var id = request.Route["runId"];
        if (ArtifactName.RunIdProblem(id) is not null)
        {
            return RunsHandler.UnknownRun(id);
        }

        var stored = await artifacts.ListAsync(id, cancellationToken);
        if (stored.Count == 0 && await client.GetInstanceAsync(id, fetchPayloads: false, cancellationToken) is null)
        {
            return RunsHandler.UnknownRun(id);
        }

        return ApiResponse.Json(200,
            new ArtifactList(id, artifacts.Locate(id), [.. stored.Select(artifact => RunView.Artifact(request, artifact))]), HttpJson.Default.ArtifactList);
    }

    public async Task<ApiResponse> GetAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var (id, name) = (request.Route["runId"], request.Route["name"]);
        if (ArtifactName.RunIdProblem(id) is not null || ArtifactName.Problem(name) is not null
            || await artifacts.FindAsync(id, name, cancellationToken) is not { } artifact)
        {
            return ApiResponse.Problem(404, "Unknown artifact", $"The run '{id}' has no artifact '{name}'. GET /v1/runs/{{runId}}/artifacts lists what there is.");
        }

        var tag = $"\"{artifact.Sha256}\"";
        if (request.Header("If-None-Match") == tag)
        {
            return new ApiResponse(304, null, default).With("ETag", tag);
        }

        if (await artifacts.ReadAsync(id, name, cancellationToken) is not { } body)
        {
            return ApiResponse.Problem(404, "Unknown artifact", $"The artifact '{name}' of run '{id}' was deleted just now.");
        }

        var (type, attached) = Harmless(artifact.ContentType);
        var response = new ApiResponse(200, type, body)
            .With("ETag", tag)
            .With("X-Content-Type-Options", "nosniff")
            .With("Content-Security-Policy", "sandbox; default-src 'none'")
            .With("Cache-Control", "private, no-cache");
        return attached ? response.With("Content-Disposition", $"attachment; filename=\"{name[(name.LastIndexOf('/') + 1)..]}\"") : response;
    }

    /// <summary>The type to serve a stored type as, and whether browsers are told to save it instead of showing it.</summary>
    private static (string Type, bool Attached) Harmless(string stored)
    {
        var media = stored.Split(';', 2)[0].Trim().ToLowerInvariant();
        return media switch
        {
            _ when Active.Contains(media) => ("application/octet-stream", true),
            "application/json" or "image/png" or "image/jpeg" => (media, false),
            _ when media.StartsWith("text/", StringComparison.Ordinal) || media is "application/xml" or "application/yaml" || media.EndsWith("+json", StringComparison.Ordinal)
                => ("text/plain; charset=utf-8", false),
            _ => ("application/octet-stream", true),
        };
    }
}
