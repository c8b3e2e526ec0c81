using Workflows.Domain.Agents;

namespace Workflows.Domain.ImplementTask;

/// <summary>The roles of the workflow: who may call which tools, and change what (rows R1 to R5).</summary>
public static class TaskRoles
{
    /// <summary>Plans.</summary>
    public const string Planner = "planner";

    /// <summary>Writes code and tests.</summary>
    public const string Implementer = "implementer";

    /// <summary>Reviews.</summary>
    public const string Reviewer = "reviewer";

    /// <summary>Documents.</summary>
    public const string TechWriter = "tech-writer";

    /// <summary>The folder of a task's documents.</summary>
    public const string ProjectFolder = "project";

    /// <summary>The folder of a task's code.</summary>
    public const string WorkspaceFolder = "workspace";

    /// <summary>The folder of a task's own instructions for agents (row R9).</summary>
    public const string PromptsFolder = "orchestrator/prompts";

    /// <summary>The folder of the reports, which no agent writes to.</summary>
    public const string ReportsFolder = "project/reports";

    private static readonly IReadOnlyList<string> Reading = ["fs_list", "fs_read", "fs_search"];
    private static readonly IReadOnlyList<string> Writing = [.. Reading, "fs_write", "fs_patch"];

    /// <summary>All roles, in the order of their work.</summary>
    public static IReadOnlyList<string> Names { get; } = [Planner, Implementer, Reviewer, TechWriter];

    /// <summary>A role under a run's limits.</summary>
    /// <exception cref="ArgumentException">There is no such role.</exception>
    public static AgentRole Of(string name, ImplementTaskSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return name switch
        {
            Planner => new AgentRole(name, Reading, WriteScope.None, settings.Planner),
            Implementer => new AgentRole(name, [.. Writing, "run_cmd"], new WriteScope([WorkspaceFolder], []), settings.Implementer),
            Reviewer => new AgentRole(name, Reading, WriteScope.None, settings.Reviewer),
            TechWriter => new AgentRole(name, Writing, new WriteScope([ProjectFolder], [ReportsFolder]), settings.TechWriter),
            _ => throw new ArgumentException($"There is no role '{name}'. The roles are {string.Join(", ", Names)}.", nameof(name)),
        };
    }
}
