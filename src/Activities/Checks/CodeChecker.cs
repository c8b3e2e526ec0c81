using Microsoft.CodeAnalysis;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Checks;

/// <summary>Compiles generated code and holds it against the rules.</summary>
internal sealed class CodeChecker(TestCompiler compiler, IEnumerable<ICodeRule> rules)
{
    // A file of many megabytes that is wrong everywhere would make a report larger than itself.
    private const int MostDiagnostics = 5000;

    private readonly IReadOnlyList<ICodeRule> _rules = [.. rules];

    /// <summary>All that is wrong with the code, errors first, each group in the order of the file; and the tests that it holds.</summary>
    public CheckReportDocument Check(ReadOnlyMemory<byte> code, string fileName, CancellationToken cancellationToken)
    {
        var found = new List<CodeDiagnostic>();
        IReadOnlyList<CatalogedTest> tests = [];
        if (TestCompiler.Parse(code, fileName, cancellationToken) is { } tree)
        {
            var compilation = compiler.Compile(tree);
            found.AddRange(Describe(compilation.GetDiagnostics(cancellationToken)));
            var read = CodeUnderCheck.Read(compilation, tree, cancellationToken);
            tests = read.Tests;
            found.AddRange(_rules.SelectMany(rule => rule.Inspect(read, cancellationToken)));
        }
        else
        {
            found.Add(new CodeDiagnostic("WF0009", Finding.ErrorSeverity, fileName, 0, 0, $"The code is nested deeper than {TreeDepth.Most} levels. Write it flatter."));
        }

        var ordered = found
            .DistinctBy(one => (one.RuleId, one.Line, one.Column, one.Message))
            .OrderBy(one => one.Severity == Finding.ErrorSeverity ? 0 : 1).ThenBy(one => one.Line).ThenBy(one => one.Column).ThenBy(one => one.RuleId, StringComparer.Ordinal)
            .ToList();
        return new CheckReportDocument(
            fileName,
            !ordered.Exists(one => one.Severity == Finding.ErrorSeverity),
            tests.Sum(test => Math.Max(1, test.Rows.Count)),
            ordered.Count,
            [.. ordered.Take(MostDiagnostics)],
            tests);
    }

    private static IEnumerable<CodeDiagnostic> Describe(IEnumerable<Diagnostic> diagnostics) => diagnostics
        .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
        .Select(diagnostic => Finding.At(
            diagnostic.Id,
            diagnostic.Severity == DiagnosticSeverity.Error ? Finding.ErrorSeverity : Finding.WarningSeverity,
            diagnostic.Location,
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));
}
