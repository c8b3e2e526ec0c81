using Workflows.Activities.Execution;
using Workflows.Domain.Artifacts;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Checks;

/// <summary>Formats the code before it is checked (row T7). Idempotent: the same code gives the same file.</summary>
internal sealed class FormatCode(IArtifactStore artifacts) : IActivity<CodeInput, CodeResult>
{
    /// <inheritdoc />
    public async Task<CodeResult> RunAsync(ActivityContext context, CodeInput input, CancellationToken cancellationToken)
    {
        var name = $"code/round-{input.Round}.formatted.cs";
        var code = await artifacts.ReadRequiredAsync(input.File, cancellationToken);
        var formatted = await CodeFormatter.FormatAsync(code, name[(name.LastIndexOf('/') + 1)..], cancellationToken);
        var stored = await artifacts.WriteAsync(input.RunId, name, formatted.Code, "text/x-csharp", cancellationToken);
        return new CodeResult(stored, formatted.Diagnostics);
    }
}
