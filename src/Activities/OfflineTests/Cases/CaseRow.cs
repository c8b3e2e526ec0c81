using Workflows.Activities.OfflineTests.Requests;

namespace Workflows.Activities.OfflineTests.Cases;

/// <summary>One request of a test.</summary>
/// <param name="What">What is special about it, for titles and messages.</param>
/// <param name="Request">The request.</param>
internal sealed record CaseRow(string What, RequestPlan Request);
