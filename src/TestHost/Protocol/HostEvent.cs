namespace Workflows.TestHost.Protocol;

/// <summary>One step of a run. One line of JSON on the control socket, written before the test's code goes on.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Method">Class (as reflection names it) and method: <c>Shop.ItemsTests+Post.Answers_201</c>; the class alone while discovering and preparing.</param>
/// <param name="Case">Number of the test case within the method, from 0.</param>
/// <param name="Row">Number of the test within the case, from 0.</param>
/// <param name="Name">Display name.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Message">Why it failed or was skipped.</param>
/// <param name="Stack">Where it failed.</param>
/// <param name="Output">What the test wrote to its output helper.</param>
/// <param name="Hits">Pairs of a place in the library under test, and how often it was gone through.</param>
internal sealed record HostEvent(
    HostEventKind Kind, string? Method = null, int Case = 0, int Row = 0, string? Name = null, double Seconds = 0,
    string? Message = null, string? Stack = null, string? Output = null, IReadOnlyList<int>? Hits = null);
