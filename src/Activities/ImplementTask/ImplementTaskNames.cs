using Workflows.Domain.ImplementTask;

namespace Workflows.Activities.ImplementTask;

/// <summary>Where the files of a task stand.</summary>
internal static class ImplementTaskNames
{
    public const string Current = "project/tasks/current.md";
    public const string Backlog = "project/tasks/backlog.md";
    public const string Done = "project/tasks/done.md";
    public const string Vision = "project/vision.md";
    public const string Architecture = "project/architecture.md";
    public const string Conventions = "project/conventions.md";
    public const string Decisions = "project/decisions/";

    /// <summary>The file of a role's instructions: <c>tech_writer.md</c>.</summary>
    public static string InstructionsFile(string role) => role.Replace('-', '_') + ".md";

    /// <summary>The same within a task's folder.</summary>
    public static string TaskInstructions(string role) => $"{TaskRoles.PromptsFolder}/{InstructionsFile(role)}";
}
