namespace Workflows.Engine.Hub;

/// <summary>An external event on its way to another instance.</summary>
internal sealed record SentEvent(string InstanceId, string Name, string? Data);
