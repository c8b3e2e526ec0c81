namespace Workflows.CrashHost;

/// <summary>Input of the one activity: it folds a number into a sum, so that a step that is lost, doubled or out of order shows in the end.</summary>
public sealed record Step(long Sum, int Number);
