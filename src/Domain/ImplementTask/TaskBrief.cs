using System.Globalization;
using Workflows.Domain.Artifacts;

namespace Workflows.Domain.ImplementTask;

/// <summary>The task of a run.</summary>
/// <param name="Title">Its first heading, or its first line.</param>
/// <param name="Text">Its whole text.</param>
/// <param name="IsDemo">Whether <c>project/tasks/current.md</c> was effectively empty, and the demo task was taken (row R7).</param>
/// <param name="Problem">Why there is no task, with what to do; null when there is one.</param>
public sealed record TaskBrief(string Title, ArtifactRef Text, bool IsDemo, string? Problem = null)
{
    /// <summary>Longest task, in characters. Every agent gets all of it, so a longer one is refused and not cut.</summary>
    public const int MostCharacters = 100_000;

    /// <summary>What is said of a task that is too long; null for one that is not.</summary>
    /// <param name="what">What it is called: <c>project/tasks/current.md</c>.</param>
    /// <param name="characters">How long it is.</param>
    public static string? LengthProblem(string what, int characters) => characters <= MostCharacters ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"{what} has {characters} characters; at most {MostCharacters} are allowed, since every agent gets all of it. Split the task, or move what it quotes into files below project/, which agents can read.");
}
