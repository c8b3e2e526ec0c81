namespace Workflows.SampleApi;

internal sealed record Echo(string Msg);
