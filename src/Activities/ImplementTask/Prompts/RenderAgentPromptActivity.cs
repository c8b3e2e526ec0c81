using System.Text;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Logging;
using Workflows.Activities.Workspaces;
using Workflows.Domain.Artifacts;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.ImplementTask.Prompts;

/// <summary>Writes what an agent is told: <c>agents/&lt;agent&gt;/instructions.md</c> and <c>prompt.md</c>.</summary>
internal sealed class RenderAgentPromptActivity(
    IArtifactStore artifacts, IWorkspaces workspaces, RoleInstructions instructions, ILogger<RenderAgentPromptActivity> logger) : IActivity<AgentPromptInput, AgentPrompt>
{
    public async Task<AgentPrompt> RunAsync(ActivityContext context, AgentPromptInput input, CancellationToken cancellationToken)
    {
        using var scope = RunScope.Begin(logger, input.RunId, context.ActivityName);
        var files = await TaskFiles.OpenAsync(workspaces, input.Workspace, cancellationToken);
        var (rules, source) = await instructions.ReadAsync(input.Role, files, cancellationToken);
        var prompt = await RolePrompts.OfAsync(new PromptMaterial(artifacts, files, input), cancellationToken);
        ImplementTaskLog.Rendered(logger, input.Agent, prompt.Length, source);
        return new AgentPrompt(
            await WriteAsync(input, "instructions", rules, cancellationToken), await WriteAsync(input, "prompt", prompt, cancellationToken), source);
    }

    private Task<ArtifactRef> WriteAsync(AgentPromptInput input, string name, string text, CancellationToken cancellationToken) =>
        artifacts.WriteAsync(input.RunId, $"agents/{input.Agent}/{name}.md", Encoding.UTF8.GetBytes(text), "text/markdown", cancellationToken);
}
