using System.Text;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Logging;
using Workflows.Domain.Artifacts;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Prompts;

/// <summary>Renders <c>generate-tests.hbs</c> with the document and, from the second round on, with the code and what was wrong with it.</summary>
internal sealed class RenderPromptActivity(IArtifactStore artifacts, PromptTemplates templates, PromptOptions options, ILogger<RenderPromptActivity> logger)
    : IActivity<RenderPromptInput, ArtifactRef>
{
    private const string Template = "generate-tests";

    public async Task<ArtifactRef> RunAsync(ActivityContext context, RenderPromptInput input, CancellationToken cancellationToken)
    {
        using var scope = RunScope.Begin(logger, input.RunId, context.ActivityName);
        var digest = DocumentShortener.Digest(await ReadAsync(input.Api, cancellationToken), options.MaxDocumentLength);
        var code = input.PreviousCode is null ? "" : Encoding.UTF8.GetString(await ReadAsync(input.PreviousCode, cancellationToken));
        if (code.Length > options.MaxCodeLength)
        {
            code = code[..options.MaxCodeLength] + "\n// … the rest is left out";
        }

        var prompt = await templates.RenderAsync(Template, new Dictionary<string, object?>
        {
            ["round"] = input.Round,
            ["document"] = digest.Json,
            ["documentFence"] = Fence.For(digest.Json),
            ["cuts"] = digest.Cuts.ToArray(),
            ["isShortened"] = digest.Cuts.Count > 0,
            ["isRepair"] = input.Diagnostics.Count > 0,
            ["hasPreviousCode"] = code.Length > 0,
            ["previousCode"] = code.TrimEnd(),
            ["previousCodeFence"] = Fence.For(code),
            ["changes"] = input.Changes?.Trim() ?? "",
            ["hasChanges"] = !string.IsNullOrWhiteSpace(input.Changes),
            ["changesFence"] = Fence.For(input.Changes ?? ""),
            ["diagnostics"] = input.Diagnostics.Select(diagnostic => SafeText.OneLine(diagnostic.ToString())).ToArray(),
        }, cancellationToken);

        var artifact = await artifacts.WriteAsync(input.RunId, $"prompts/round-{input.Round}.md", Encoding.UTF8.GetBytes(prompt), "text/markdown", cancellationToken);
        PromptLog.Rendered(logger, input.Round, prompt.Length, digest.Cuts.Count == 0 ? "whole" : string.Join(' ', digest.Cuts));
        return artifact;
    }

    private async Task<byte[]> ReadAsync(ArtifactRef artifact, CancellationToken cancellationToken) =>
        await artifacts.ReadAsync(artifact.RunId, artifact.Name, cancellationToken)
        ?? throw new InvalidOperationException($"The artifact '{artifact.Name}' of run '{artifact.RunId}' is gone; it was deleted while the run needed it. Start the run again.");
}
