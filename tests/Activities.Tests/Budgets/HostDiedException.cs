namespace Workflows.Activities.Tests.Budgets;

/// <summary>The host is gone from here on.</summary>
internal sealed class HostDiedException() : Exception("the host died");
