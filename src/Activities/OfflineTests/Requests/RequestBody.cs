namespace Workflows.Activities.OfflineTests.Requests;

/// <summary>A body as it is sent: one text, or the parts of a multipart form.</summary>
internal sealed record RequestBody(string MediaType, string Text, IReadOnlyList<RequestPart> Parts)
{
    public bool IsMultipart => Parts.Count > 0;
}
