namespace Workflows.Engine.Store;

/// <summary>The part of a fork's history that is another instance's.</summary>
/// <param name="Origin">The key of that instance.</param>
/// <param name="Id">Its id.</param>
/// <param name="Step">The step before which they part.</param>
/// <param name="Lines">How many lines from the beginning are that one's.</param>
internal sealed record ForkedLines(long Origin, string Id, string Step, int Lines);
