namespace Workflows.Http.Reverts;

/// <summary>What the desk tells a channel.</summary>
/// <param name="Verdict">What became of it.</param>
/// <param name="Detail">The same in a sentence for the person who asked.</param>
/// <param name="Revert">The revert as it was last seen; null when there is none.</param>
internal sealed record RevertAnswer(RevertVerdict Verdict, string Detail, RevertInstance? Revert = null);
