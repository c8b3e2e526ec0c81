namespace Workflows.SampleApi;

internal sealed record Pong(string Status);
