namespace Workflows.Domain.GenerateTests;

/// <summary>How a run that completed came out. A run whose code never passed the check does not complete: it fails, with the diagnostics as its reason.</summary>
public enum GenerateTestsOutcome
{
    /// <summary>Checked, and not executed: nobody wanted it, there is nothing to run against, or the host refused.</summary>
    Checked,

    /// <summary>Every test passed.</summary>
    TestsPassed,

    /// <summary>At least one test did not pass. That is a finding about the API, not a fault of the run.</summary>
    TestsFailed,

    /// <summary>A human rejected the tests; nothing was committed. That is a result, not a failure.</summary>
    Rejected,
}
