namespace Workflows.Activities.Keys;

/// <summary>What is written down of the keys.</summary>
/// <param name="Version">Version of the form, 1.</param>
/// <param name="Keys">Oldest first.</param>
internal sealed record ApiKeyFile(int Version, IReadOnlyList<ApiKeyEntry> Keys);
