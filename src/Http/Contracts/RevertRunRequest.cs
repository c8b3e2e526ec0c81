namespace Workflows.Http.Contracts;

/// <summary>Asks to take back what a run committed. All members may be left out.</summary>
/// <param name="By">Who asks: with a key its person, without keys the name that is given, or <c>local</c>.</param>
/// <param name="Reason">Why; stands in the commit and on record.</param>
/// <param name="Channel"><c>http</c> (when it is left out) or <c>cli</c>.</param>
public sealed record RevertRunRequest(string? By = null, string? Reason = null, string? Channel = null);
