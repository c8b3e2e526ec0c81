namespace Workflows.TestHost.Protocol;

/// <summary>What a waiting host is told to run. One line of JSON on the control socket.</summary>
/// <param name="Assembly">Path of the compiled tests, as the host sees it.</param>
/// <param name="Environment">Variables that the tests may read.</param>
/// <param name="Exclude">Test cases that must not run (again): <c>Class.Method#n</c>.</param>
/// <param name="Library">Path of the library under test, which counts where it is gone through; null when there is none.</param>
internal sealed record HostJob(string Assembly, IReadOnlyDictionary<string, string> Environment, IReadOnlyList<string> Exclude, string? Library = null);
