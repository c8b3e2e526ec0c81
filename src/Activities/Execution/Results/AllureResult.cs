namespace Workflows.Activities.Execution.Results;

/// <summary>One result in the form that Allure reads (<c>*-result.json</c>).</summary>
internal sealed record AllureResult(
    string Uuid, string HistoryId, string TestCaseId, string FullName, string Name, string Status, string Stage, AllureDetails StatusDetails,
    long Start, long Stop, IReadOnlyList<AllureLabel> Labels, IReadOnlyList<AllureParameter> Parameters, string? Description);
