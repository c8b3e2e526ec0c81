namespace Workflows.CrashHost;

/// <summary>Input of the courier: how many letters to send, and to whom.</summary>
public sealed record Delivery(string To, int Letters);
