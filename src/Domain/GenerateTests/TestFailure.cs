namespace Workflows.Domain.GenerateTests;

/// <summary>A test that did not pass.</summary>
/// <param name="Name">The test.</param>
/// <param name="Message">Why, at most 500 characters.</param>
public sealed record TestFailure(string Name, string Message);
