namespace Workflows.Activities.OfflineTests.Cases;

/// <summary>A test of one operation.</summary>
/// <param name="Name">What follows the operation in the method's name: <c>WithoutMsg_IsRejected</c>.</param>
/// <param name="Title">For people.</param>
/// <param name="Severity">Allure's: <c>blocker</c>, <c>critical</c>, <c>normal</c>, <c>minor</c>.</param>
/// <param name="Expectation">What must come back.</param>
/// <param name="Rows">One request, or several that differ at one place.</param>
/// <param name="SignsIn">Whether credentials are sent, where the operation needs them.</param>
internal sealed record TestCase(string Name, string Title, string Severity, Expectation Expectation, IReadOnlyList<CaseRow> Rows, bool SignsIn = true);
