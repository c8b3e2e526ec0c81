using Workflows.Domain.Forks;
using Workflows.Http.Contracts;

namespace Workflows.Http.Forks;

/// <summary>What is to be different in a fork, from what was asked for and what was different already in the run that is forked.</summary>
internal static class ForkChanges
{
    /// <summary>The overlay.</summary>
    /// <param name="asked">The request.</param>
    /// <param name="point">Where the fork begins.</param>
    /// <param name="before">What is different in the run that is forked; null for one that is no fork.</param>
    /// <param name="whole">The overlay without the changes.</param>
    public static ForkOverlay Of(ForkRequest asked, ForkPoint point, ForkOverlay? before, ForkOverlay whole)
    {
        whole = whole with { Model = asked.Model ?? before?.Model, Question = point.Question, Prompt = asked.Prompt, Answer = asked.Answer };
        // The same question again keeps the prompt that it had, and so does the rest of an agent's work. An answer is asked for anew.
        return asked.Prompt is null && asked.Answer is null && before is { Prompt: not null, Question: { } question } && (IsSame(question, point.Question) || IsWithin(question, point.Step))
            ? whole with { Question = question, Prompt = before.Prompt }
            : whole;
    }

    private static bool IsSame(ForkQuestion before, ForkQuestion? now) =>
        now is not null && now.Activity == before.Activity && now.Agent == before.Agent && (now.Agent is not null || now.Round == before.Round);

    private static bool IsWithin(ForkQuestion before, string step) =>
        before.Agent is { } agent && step.Split('/')[..^1].Any(part => part == agent || part.StartsWith(agent + ":", StringComparison.Ordinal));
}
