namespace Workflows.Activities.OfflineTests;

/// <summary>A file of generated tests, and what it covers.</summary>
/// <param name="Code">C#, one file.</param>
/// <param name="Coverage">Every operation of the document, in its order.</param>
public sealed record OfflineSuite(string Code, IReadOnlyList<OperationCoverage> Coverage);
