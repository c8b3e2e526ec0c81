namespace Workflows.Http.Access;

/// <summary>Who came in, or why nobody did.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Refusal">The answer to one who is not let in; null otherwise.</param>
public sealed record Admission(Caller Caller, ApiResponse? Refusal = null);
