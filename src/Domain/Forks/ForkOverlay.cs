namespace Workflows.Domain.Forks;

/// <summary>
/// What is to be different in a fork. It lies beside the fork's artifacts and not in its input: the input and the history are those of the run that
/// was forked, and the activities that ask models look here.
/// </summary>
/// <param name="Origin">The run that was forked.</param>
/// <param name="Step">The step from which on the fork goes its own way.</param>
/// <param name="By">Who wanted it.</param>
/// <param name="At">When (UTC).</param>
public sealed record ForkOverlay(string Origin, string Step, string By, DateTime At)
{
    /// <summary>Name of the artifact.</summary>
    public const string ArtifactName = "fork.json";

    /// <summary>The model that is asked from that step on; null for that of the settings.</summary>
    public string? Model { get; init; }

    /// <summary>The question that the step asks; null for a step that asks none.</summary>
    public ForkQuestion? Question { get; init; }

    /// <summary>What that question is instead (of an agent: its first message); null where it stays.</summary>
    public string? Prompt { get; init; }

    /// <summary>The answer to that question (of an agent: its last message), so that no model is asked; null where one is.</summary>
    public string? Answer { get; init; }

    /// <summary>The prompt of this question; null where it stays.</summary>
    public string? PromptOf(ForkQuestion asked) => IsOf(asked) && asked.Turn >= Question!.Turn ? Prompt : null;

    /// <summary>The answer to this question; null where a model is asked.</summary>
    public string? AnswerTo(ForkQuestion asked) => IsOf(asked) && asked.Turn == Question!.Turn ? Answer : null;

    // An agent's turns may be asked in several parts; its name and its turn say which.
    private bool IsOf(ForkQuestion asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return Question is { } question && question.Activity == asked.Activity && question.Agent == asked.Agent
            && (question.Agent is not null || question.Round == asked.Round);
    }
}
