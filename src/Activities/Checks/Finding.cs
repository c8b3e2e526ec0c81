using Microsoft.CodeAnalysis;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Checks;

/// <summary>Makes diagnostics of places in the file.</summary>
internal static class Finding
{
    public const string ErrorSeverity = "error";

    public const string WarningSeverity = "warning";

    public static CodeDiagnostic Error(string ruleId, Location location, string message) => At(ruleId, ErrorSeverity, location, message);

    public static CodeDiagnostic Warning(string ruleId, Location location, string message) => At(ruleId, WarningSeverity, location, message);

    public static CodeDiagnostic At(string ruleId, string severity, Location location, string message)
    {
        var span = location.GetLineSpan();
        return new CodeDiagnostic(
            ruleId, severity, Path.GetFileName(span.Path), span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1, message);
    }
}
