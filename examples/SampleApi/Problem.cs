namespace Workflows.SampleApi;

internal sealed record Problem(string Type, string Title, int Status, string Detail);
