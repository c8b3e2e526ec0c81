using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Checks;

/// <summary>The report of a check as it is stored.</summary>
/// <param name="File">The checked file.</param>
/// <param name="Passed">No diagnostic is an error.</param>
/// <param name="TestCount">How many tests there are: a fact is one, a theory as many as its static rows, at least one.</param>
/// <param name="DiagnosticCount">How many diagnostics there are in all.</param>
/// <param name="Diagnostics">The first 5000 diagnostics, errors first.</param>
/// <param name="Tests">The test methods.</param>
internal sealed record CheckReportDocument(
    string File, bool Passed, int TestCount, int DiagnosticCount, IReadOnlyList<CodeDiagnostic> Diagnostics, IReadOnlyList<CatalogedTest> Tests);
