namespace Workflows.TestHost.Protocol;

/// <summary>What a waiting host is told to run. One line of JSON on the control socket.</summary>
/// <param name="Assembly">Path of the compiled tests, as the host sees it.</param>
/// <param name="Environment">Variables that the tests may read.</param>
/// <param name="Exclude">Test cases that must not run (again): <c>Class.Method#n</c>.</param>
internal sealed record HostJob(string Assembly, IReadOnlyDictionary<string, string> Environment, IReadOnlyList<string> Exclude);
