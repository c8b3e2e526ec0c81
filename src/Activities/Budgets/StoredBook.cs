namespace Workflows.Activities.Budgets;

/// <summary>A book as it lies in its store.</summary>
/// <param name="Content">Its JSON.</param>
/// <param name="Version">Differs after every change.</param>
internal sealed record StoredBook(byte[] Content, string Version);
