namespace Workflows.Domain.ImplementTask;

/// <summary>What the request itself said of the settings of a run; all others are the host's.</summary>
/// <param name="MaxRounds">Most rounds; null where it said nothing.</param>
/// <param name="TestCommand">The command that runs the tests; null where it said nothing.</param>
public sealed record GivenOptions(int? MaxRounds = null, string? TestCommand = null);
