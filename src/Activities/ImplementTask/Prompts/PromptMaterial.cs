using System.Text;
using Workflows.Activities.Execution;
using Workflows.Domain.Artifacts;
using Workflows.Domain.ImplementTask;

namespace Workflows.Activities.ImplementTask.Prompts;

/// <summary>What prompts are made of: the files of the task, and what the steps before have left.</summary>
internal sealed class PromptMaterial(IArtifactStore artifacts, TaskFiles files, AgentPromptInput input)
{
    private const int MostListed = 200;

    public AgentPromptInput Input => input;

    public Task<string?> FileAsync(string path, CancellationToken cancellationToken) => files.FindAsync(path, cancellationToken);

    public async Task<string?> TextAsync(ArtifactRef? artifact, CancellationToken cancellationToken) =>
        artifact is null ? null : Encoding.UTF8.GetString(await artifacts.ReadRequiredAsync(artifact, cancellationToken));

    /// <summary>What an agent answered, without its thoughts: they are not for those who come after it.</summary>
    public async Task<string?> AnswerAsync(ArtifactRef? answer, CancellationToken cancellationToken) =>
        await TextAsync(answer, cancellationToken) is { } text ? Thoughts.Without(text) : null;

    /// <summary>The files below a folder, one a line; a sentence where there are none.</summary>
    public string List(string folder)
    {
        var paths = files.Below(folder);
        return paths.Count == 0
            ? $"{folder}/ is empty."
            : string.Join('\n', paths.Take(MostListed)) + (paths.Count > MostListed ? $"\n[… {paths.Count - MostListed} more files]" : "");
    }
}
