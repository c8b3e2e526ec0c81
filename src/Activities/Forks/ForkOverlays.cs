using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Workflows.Activities.Audit;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Audit;
using Workflows.Domain.Forks;

namespace Workflows.Activities.Forks;

/// <summary>Overlays are artifacts of the fork. Prompts and answers stand in the audit log as hashes.</summary>
internal sealed class ForkOverlays(IArtifactStore artifacts, ForkReader reader, IAuditLog audit) : IForkOverlays
{
    public async Task WriteAsync(string runId, ForkOverlay overlay, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(overlay);
        await artifacts.WriteAsync(
            runId, ForkOverlay.ArtifactName, JsonSerializer.SerializeToUtf8Bytes(overlay, ForkJson.Default.ForkOverlay), "application/json", cancellationToken);
        var data = new Dictionary<string, string> { ["from"] = overlay.Origin, ["step"] = overlay.Step, ["by"] = overlay.By };
        Add(data, "model", overlay.Model);
        Add(data, "promptSha256", Hash(overlay.Prompt));
        Add(data, "answerSha256", Hash(overlay.Answer));
        await audit.AppendAsync(new AuditNote($"forked/{runId}", runId, "forked", data), cancellationToken);
    }

    public async Task WithdrawAsync(string runId, string reason, CancellationToken cancellationToken)
    {
        await audit.AppendAsync(
            new AuditNote($"fork-withdrawn/{runId}", runId, "fork-withdrawn", new Dictionary<string, string> { ["reason"] = reason }), cancellationToken);
        await artifacts.DeleteRunAsync(runId, cancellationToken);
    }

    public Task<ForkOverlay?> ReadAsync(string runId, CancellationToken cancellationToken) => reader.ReadAsync(runId, cancellationToken);

    private static void Add(Dictionary<string, string> data, string name, string? value)
    {
        if (value is not null)
        {
            data[name] = value;
        }
    }

    private static string? Hash(string? text) => text is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
