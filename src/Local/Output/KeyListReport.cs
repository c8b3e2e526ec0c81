namespace Workflows.Local.Output;

/// <summary>What <c>keys list --json</c> prints.</summary>
/// <param name="Location">Where the keys are kept.</param>
/// <param name="Keys">Oldest first.</param>
internal sealed record KeyListReport(string Location, IReadOnlyList<KeyReport> Keys);
