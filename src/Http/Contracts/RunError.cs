namespace Workflows.Http.Contracts;

/// <summary>Why a run ended without a result.</summary>
/// <param name="Type">The kind of error, <c>terminated</c> where an operator ended it.</param>
/// <param name="Message">What happened, and what to do.</param>
public sealed record RunError(string Type, string Message);
