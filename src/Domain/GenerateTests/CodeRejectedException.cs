namespace Workflows.Domain.GenerateTests;

/// <summary>No round brought code that passes the check. The message names file, line and rule of the first findings.</summary>
public sealed class CodeRejectedException(string message) : Exception(message);
