using System.Text.Json;
using Workflows.Activities.Execution;
using Workflows.Domain.Artifacts;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Checks;

/// <summary>Compiles the code and holds it against the rules (rows P5 and T1). Idempotent: the same code gives the same report.</summary>
internal sealed class CheckCode(IArtifactStore artifacts, CodeChecker checker) : IActivity<CodeInput, CheckReport>
{
    // Histories hold references, not bodies: a few findings are enough to go on with.
    private const int MostInHistory = 50;

    /// <inheritdoc />
    public async Task<CheckReport> RunAsync(ActivityContext context, CodeInput input, CancellationToken cancellationToken)
    {
        var code = await artifacts.ReadRequiredAsync(input.File, cancellationToken);
        var fileName = input.File.Name[(input.File.Name.LastIndexOf('/') + 1)..];
        var document = await DeepStack.RunAsync(() => checker.Check(code, fileName, cancellationToken));
        var report = await artifacts.WriteAsync(
            input.RunId, $"reports/check-round-{input.Round}.json",
            JsonSerializer.SerializeToUtf8Bytes(document, ChecksJson.Default.CheckReportDocument), "application/json", cancellationToken);
        return new CheckReport(document.Passed, document.TestCount, [.. document.Diagnostics.Take(MostInHistory).Select(Bounded)], report);
    }

    private static CodeDiagnostic Bounded(CodeDiagnostic diagnostic) =>
        diagnostic.Message.Length > 500 ? diagnostic with { Message = string.Concat(diagnostic.Message.AsSpan(0, 499), "…") } : diagnostic;
}
