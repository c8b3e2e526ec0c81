using Workflows.Http.Contracts;

namespace Workflows.Local.Output;

/// <summary>Shows nothing: what is printed is one JSON document at the end.</summary>
internal sealed class SilentProgress : IProgressView
{
    public bool TellsRounds => false;

    public Task ShowAsync(Func<Action<Run>, Task> work) => work(_ => { });
}
