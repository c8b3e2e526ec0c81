namespace Workflows.TestHost.Protocol;

/// <summary>What happened in the host.</summary>
internal enum HostEventKind
{
    /// <summary>The host is warm and waits for its job.</summary>
    Ready,

    /// <summary>The tests of a class are about to be found; code of the class may run.</summary>
    Discovering,

    /// <summary>The first test of a class is next; its fixtures are made.</summary>
    Preparing,

    /// <summary>A test begins.</summary>
    Starting,

    /// <summary>The test passed.</summary>
    Passed,

    /// <summary>The test failed.</summary>
    Failed,

    /// <summary>The test says itself that it is skipped.</summary>
    Skipped,

    /// <summary>Places of the library under test were gone through.</summary>
    Covered,

    /// <summary>Something failed that is not a test: a fixture's clean-up, a class that cannot be read.</summary>
    Error,

    /// <summary>Every test case that was not excluded has ended.</summary>
    Done,
}
