using Workflows.Http.Contracts;

namespace Workflows.Local.Output;

/// <summary>Shows how far runs are while a command waits for them.</summary>
internal interface IProgressView
{
    /// <summary>Whether each round of a task stands on a line of its own by then, and need not be told again at the end.</summary>
    bool TellsRounds { get; }

    /// <summary>Shows progress for as long as the work takes.</summary>
    /// <param name="work">Is given what it calls with each new state of a run.</param>
    Task ShowAsync(Func<Action<Run>, Task> work);
}
