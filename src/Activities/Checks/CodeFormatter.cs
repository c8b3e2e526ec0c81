using System.Text;
using CSharpier.Core;
using CSharpier.Core.CSharp;
using Microsoft.CodeAnalysis;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Checks;

/// <summary>Formats generated code with CSharpier, in process.</summary>
internal static class CodeFormatter
{
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Formats a file. Code with syntax errors is left as it is, because the check names the errors better;
    /// code that the formatter does not manage in two minutes is left as it is, with a warning.
    /// </summary>
    public static async Task<FormattedCode> FormatAsync(ReadOnlyMemory<byte> code, string fileName, CancellationToken cancellationToken)
    {
        if (await DeepStack.RunAsync(() => TestCompiler.Parse(code, fileName, cancellationToken)) is not { } tree
            || tree.GetDiagnostics(cancellationToken).Any(one => one.Severity == DiagnosticSeverity.Error))
        {
            return new FormattedCode(code, []);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(MostTime);
        try
        {
            var text = (await tree.GetTextAsync(cancellationToken)).ToString();
            var result = await (await DeepStack.RunAsync(() => CSharpFormatter.FormatAsync(text, new CodeFormatterOptions(), limit.Token)).WaitAsync(limit.Token));
            return result.ErrorDiagnostics.Any(one => one.Severity == DiagnosticSeverity.Error) || result.Code.Length == 0
                ? new FormattedCode(code, [])
                : new FormattedCode(Encoding.UTF8.GetBytes(result.Code), []);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unformatted(code, fileName, $"the formatter did not end within {MostTime.TotalMinutes:0} minutes");
        }
        catch (Exception error) when (error is not OperationCanceledException and not OutOfMemoryException)
        {
            // A file that the formatter fails on is still a file that may compile and run.
            return Unformatted(code, fileName, error.Message);
        }
    }

    private static FormattedCode Unformatted(ReadOnlyMemory<byte> code, string fileName, string why) =>
        new(code, [new CodeDiagnostic("WF0301", Finding.WarningSeverity, fileName, 0, 0, $"The code is not formatted: {why}.")]);
}
