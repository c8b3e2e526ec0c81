namespace Workflows.Activities.OfflineTests.Requests;

/// <summary>A part of a multipart form.</summary>
/// <param name="Name">The field.</param>
/// <param name="Text">Its content.</param>
/// <param name="IsFile">Sent with a file name.</param>
internal sealed record RequestPart(string Name, string Text, bool IsFile);
