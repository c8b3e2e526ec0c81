using System.Text;
using Workflows.Activities.Prompts;
using Workflows.Domain.ImplementTask;

namespace Workflows.Activities.ImplementTask.Prompts;

/// <summary>
/// The instructions of a role (row R9): the task's own <c>orchestrator/prompts/&lt;role&gt;.md</c>, the host's <c>agents/&lt;role&gt;.md</c> in the
/// folder of the prompts, or the default. A file that says nothing counts as none.
/// </summary>
internal sealed class RoleInstructions(PromptOptions options)
{
    /// <summary>The instructions, and where they come from.</summary>
    public async Task<(string Text, string Source)> ReadAsync(string role, TaskFiles files, CancellationToken cancellationToken)
    {
        // Everywhere else the role is written with a hyphen, so that its file may be, too.
        foreach (var ofTask in new[] { ImplementTaskNames.TaskInstructions(role), $"{TaskRoles.PromptsFolder}/{role}.md" }.Distinct())
        {
            if (await files.FindAsync(ofTask, cancellationToken) is { } own && !EffectivelyEmpty.Is(own))
            {
                return (own, ofTask);
            }
        }

        var ofHost = Path.Combine(options.Folder, "agents", ImplementTaskNames.InstructionsFile(role));
        if (File.Exists(ofHost) && await File.ReadAllTextAsync(ofHost, Encoding.UTF8, cancellationToken) is var hosts && !EffectivelyEmpty.Is(hosts))
        {
            return (hosts, $"agents/{ImplementTaskNames.InstructionsFile(role)}");
        }

        return (EmbeddedText.Instructions(role), "default");
    }
}
