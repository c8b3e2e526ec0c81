namespace Workflows.SampleApi;

internal sealed record Item(long Id, string Name);
