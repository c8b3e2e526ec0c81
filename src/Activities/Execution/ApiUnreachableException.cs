namespace Workflows.Activities.Execution;

/// <summary>Nobody listens at the address of the API that tests are to run against. The message says where, and what to do.</summary>
public sealed class ApiUnreachableException(string message) : Exception(message);
