using Workflows.Http.Contracts;

namespace Workflows.Local.Output;

/// <summary>What <c>--json</c> prints of a run that waits for a decision.</summary>
/// <param name="Run">The run.</param>
/// <param name="Gate">Where it waits.</param>
/// <param name="Link">The signed link; null where nobody serves it.</param>
/// <param name="Command">The command line that approves.</param>
internal sealed record WaitingReport(Run Run, GateSummary Gate, Uri? Link, string Command);
