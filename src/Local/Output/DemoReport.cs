namespace Workflows.Local.Output;

/// <summary>What <c>demo --json</c> prints.</summary>
/// <param name="Passed">Whether every test of every example passed.</param>
/// <param name="DataFolder">Where everything is kept.</param>
/// <param name="Runs">One for each example.</param>
internal sealed record DemoReport(bool Passed, string DataFolder, IReadOnlyList<DemoRun> Runs);
