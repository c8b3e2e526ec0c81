namespace Workflows.Domain.GenerateTests;

/// <summary>The output of <c>generate-tests</c>.</summary>
/// <param name="Outcome">How it came out.</param>
/// <param name="Title">The document's title.</param>
/// <param name="Operations">How many operations the document describes.</param>
/// <param name="Model">The model whose code it is.</param>
/// <param name="Failover">Why the offline model was used; null when a real one answered.</param>
/// <param name="Rounds">How many rounds it took.</param>
/// <param name="Usage">All model calls together.</param>
/// <param name="Tests">The published files; null where the run ended before there were any, because its budget was not raised.</param>
/// <param name="Check">The check that passed; null likewise.</param>
/// <param name="Execution">What became of the tests; null when nobody asked for it or there is nothing to run against.</param>
/// <param name="Delivery">What was decided on the tests, and where they were committed; null when they were not to be delivered.</param>
/// <param name="Stopped">How the run was ended because its budget was not raised; null when it was not.</param>
public sealed record GenerateTestsResult(
    GenerateTestsOutcome Outcome, string Title, int Operations, string Model, string? Failover, int Rounds, ModelUsage Usage,
    PublishedTests? Tests, CheckReport? Check, ExecutionReport? Execution, DeliveryResult? Delivery = null, BudgetStop? Stopped = null);
