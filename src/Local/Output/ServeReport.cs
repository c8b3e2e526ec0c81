namespace Workflows.Local.Output;

/// <summary>What <c>serve --json</c> prints once it answers.</summary>
internal sealed record ServeReport(string Url, string DataFolder, string Store, int ProcessId, bool KeyRequired);
