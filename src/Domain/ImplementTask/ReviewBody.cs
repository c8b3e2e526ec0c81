namespace Workflows.Domain.ImplementTask;

/// <summary>What of a review counts.</summary>
/// <param name="Lines">What the reviewer says, line by line.</param>
/// <param name="IsFenced">Whether the verdict stands in a block of code behind the rest.</param>
/// <param name="Quoted">The blocks of code that do not count, but for patches.</param>
internal sealed record ReviewBody(IReadOnlyList<string> Lines, bool IsFenced, IReadOnlyList<IReadOnlyList<string>> Quoted);
