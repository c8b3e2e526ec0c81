namespace Workflows.Activities.OfflineTests.Cases;

/// <summary>Requests without credentials to operations that need them.</summary>
internal static class CredentialCases
{
    public static IEnumerable<TestCase> Of(OperationCases cases)
    {
        if (cases.Operation.Security.Count > 0)
        {
            yield return new TestCase(
                "WithoutCredentials_IsRejected", $"{cases.Operation.Name} without credentials is rejected", "blocker", Expectation.Unauthorized,
                [.. cases.Row("no credentials are sent", cases.Minimal)], SignsIn: false);
        }
    }
}
