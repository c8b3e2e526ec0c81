using Workflows.Domain.ImplementTask;
using Workflows.Domain.Orchestration;

namespace Workflows.Http.Product;

/// <summary>The workflow that implements tasks, as channels know it.</summary>
internal static class ImplementTaskRuns
{
    public static OrchestratorDefinition<ImplementTaskInput, ImplementTaskResult> Definition => ImplementTaskOrchestrator.Definition;

    public static bool Is(string workflow) => workflow.Equals(Definition.Name, StringComparison.OrdinalIgnoreCase);
}
