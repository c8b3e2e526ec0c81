namespace Workflows.Functions.Tests.Fakes;

/// <summary>Stands for the exception of the transport, which tells little more than that the host refused.</summary>
internal sealed class HostRefusedException(string message) : Exception(message);
