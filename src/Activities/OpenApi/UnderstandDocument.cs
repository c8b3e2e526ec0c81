using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflows.Domain.Artifacts;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.OpenApi;

/// <summary>
/// The activity <see cref="GenerateTestsActivities.UnderstandDocument"/>: takes or fetches the document, validates it, and stores it as it came
/// and as OpenAPI 3 JSON. Running again writes the same artifacts; a document that was fetched before is not fetched a second time.
/// </summary>
public sealed partial class UnderstandDocument : IActivity<UnderstandInput, UnderstoodDocument>
{
    private const string SourceJson = "document/source.json";
    private const string SourceYaml = "document/source.yaml";
    private const string Api = "document/api.json";
    private readonly IArtifactStore _artifacts;
    private readonly DocumentFetcher _fetcher;
    private readonly OpenApiOptions _options;
    private readonly ILogger<UnderstandDocument> _logger;

    /// <summary>Made by the host's services, see <see cref="OpenApiServices.AddOpenApi"/>.</summary>
    public UnderstandDocument(IArtifactStore artifacts, IHttpClientFactory clients, IOptions<OpenApiOptions> options, ILogger<UnderstandDocument> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_artifacts, _options, _logger) = (artifacts, options.Value, logger);
        _fetcher = new DocumentFetcher(clients, options);
    }

    /// <inheritdoc />
    public async Task<UnderstoodDocument> RunAsync(ActivityContext context, UnderstandInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var content = await ContentAsync(input, cancellationToken);
        var address = input.Document?.Url is { } url ? new Uri(url) : null;
        var document = DocumentReader.Read(content, _options, address, cancellationToken);

        var source = document.IsYaml
            ? await _artifacts.WriteAsync(input.RunId, SourceYaml, content, "application/yaml", cancellationToken)
            : await _artifacts.WriteAsync(input.RunId, SourceJson, content, "application/json", cancellationToken);
        var api = await _artifacts.WriteAsync(input.RunId, Api, ApiJson.Write(document.Root), "application/json", cancellationToken);

        foreach (var warning in document.Warnings)
        {
            LogWarning(_logger, input.RunId, warning);
        }

        LogUnderstood(_logger, input.RunId, document.Title, document.SpecVersion, document.Operations, document.Warnings.Count);
        return new UnderstoodDocument(source, api, document.Title, document.SpecVersion, document.Operations, document.ServerUrl, document.Warnings);
    }

    private async Task<ReadOnlyMemory<byte>> ContentAsync(UnderstandInput input, CancellationToken cancellationToken)
    {
        // An input that was posted as raw JSON may lack what the type says is there.
        if (input.Document?.Artifact is { } artifact)
        {
            return await _artifacts.ReadAsync(artifact.RunId, artifact.Name, cancellationToken)
                ?? throw new InvalidDocumentException($"The document '{artifact.Name}' of run '{artifact.RunId}' is not in the artifact store any more. Start the run again with the document.");
        }

        if (input.Document?.Url is not { } url)
        {
            throw new InvalidDocumentException("The run was started without a document. Give the document itself or its http or https address.");
        }

        return await _artifacts.ReadAsync(input.RunId, SourceJson, cancellationToken)
            ?? await _artifacts.ReadAsync(input.RunId, SourceYaml, cancellationToken)
            ?? await _fetcher.FetchAsync(url, cancellationToken);
    }

    [LoggerMessage(2001, LogLevel.Information, "Run {RunId}: '{Title}', OpenAPI {Version}, {Operations} operations, {Warnings} warnings")]
    private static partial void LogUnderstood(ILogger logger, string runId, string title, string version, int operations, int warnings);

    [LoggerMessage(2002, LogLevel.Warning, "Run {RunId}: {Warning}")]
    private static partial void LogWarning(ILogger logger, string runId, string warning);
}
