namespace Workflows.Activities.Execution.Hosts;

/// <summary>How a host's run came to its end.</summary>
/// <param name="Completed">The host said that all its tests have ended.</param>
/// <param name="Reason">Why it did not, as a sentence about the test that was running.</param>
/// <param name="Final">The whole run is over: there is no time for another host.</param>
/// <param name="Stalled">It had all the time that there is to come to its next test: another host would not do better.</param>
internal sealed record HostEnd(bool Completed, string Reason, bool Final = false, bool Stalled = false);
