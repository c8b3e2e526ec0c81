using System.ComponentModel.DataAnnotations;

namespace Workflows.Activities.Execution;

/// <summary>Limits and fences of generated tests. Section <c>Execution</c> of the settings.</summary>
public sealed record ExecutionOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Execution";

    /// <summary>How the process of the tests is fenced in: <c>Auto</c> takes the strongest way that works on this machine.</summary>
    public IsolationChoice Isolation { get; init; }

    /// <summary>Most seconds that one test may take, 1 to 600.</summary>
    [Range(1, 600)]
    public double TestTimeoutSeconds { get; init; } = 30;

    /// <summary>Most seconds that all tests of a run may take together, 1 to 7200. A run of few tests gets less: one minute, and <see cref="TestTimeoutSeconds"/> for each test.</summary>
    [Range(1, 7200)]
    public double RunTimeoutSeconds { get; init; } = 1800;

    /// <summary>Most megabytes of managed memory, 64 to 4096.</summary>
    [Range(64, 4096)]
    public int MemoryMegabytes { get; init; } = 512;

    /// <summary>Most processes and threads inside the fence, 64 to 4096.</summary>
    [Range(64, 4096)]
    public int Processes { get; init; } = 256;

    /// <summary>Most kilobytes of what tests print that are kept, 1 to 65536.</summary>
    [Range(1, 65536)]
    public int OutputKilobytes { get; init; } = 1024;

    /// <summary>Most megabytes that one process may print before it is stopped, 1 to 1024.</summary>
    [Range(1, 1024)]
    public int FloodMegabytes { get; init; } = 32;

    /// <summary>Most megabytes of a file that a test writes into its scratch folder, 1 to 1024.</summary>
    [Range(1, 1024)]
    public int FileMegabytes { get; init; } = 32;

    /// <summary>How often a new process takes up the tests that are left after one died, 0 to 1000.</summary>
    [Range(0, 1000)]
    public int MaxRestarts { get; init; } = 25;

    /// <summary>Seconds that a host has to start, and to come from one test to the next, 1 to 300.</summary>
    [Range(1, 300)]
    public double StartTimeoutSeconds { get; init; } = 60;

    /// <summary>Given to the tests as <c>API_KEY</c>. The only secrets that tests see are these four.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Given to the tests as <c>API_TOKEN</c>.</summary>
    public string? ApiToken { get; init; }

    /// <summary>Given to the tests as <c>API_USER</c>.</summary>
    public string? ApiUser { get; init; }

    /// <summary>Given to the tests as <c>API_PASSWORD</c>.</summary>
    public string? ApiPassword { get; init; }

    /// <summary>Most time for a host to start, and to come from one test to the next.</summary>
    internal TimeSpan StartTimeout => TimeSpan.FromSeconds(StartTimeoutSeconds);

    /// <summary>Most time for one test.</summary>
    internal TimeSpan TestTimeout => TimeSpan.FromSeconds(TestTimeoutSeconds);

    /// <summary>Most time for a run of so many tests.</summary>
    internal TimeSpan RunTimeout(int tests) => TimeSpan.FromSeconds(Math.Min(RunTimeoutSeconds, 60 + (tests * TestTimeoutSeconds)));

    /// <summary>Does not show secrets.</summary>
    public override string ToString() => $"{Section}: {Isolation}, {TestTimeoutSeconds} s per test, {MemoryMegabytes} MB";
}
