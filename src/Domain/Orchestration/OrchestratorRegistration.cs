namespace Workflows.Domain.Orchestration;

/// <summary>An orchestrator as a host sees it: a name, and JSON in and out.</summary>
public abstract class OrchestratorRegistration
{
    private protected OrchestratorRegistration(string name, Type inputType, Type outputType) =>
        (Name, InputType, OutputType) = (name, inputType, outputType);

    /// <summary>The orchestrator's name.</summary>
    public string Name { get; }

    /// <summary>Type of the input.</summary>
    public Type InputType { get; }

    /// <summary>Type of the output.</summary>
    public Type OutputType { get; }

    /// <summary>Runs, or replays, an instance from its start.</summary>
    public abstract Task<string?> InvokeAsync(PayloadConverter converter, OrchestrationContext context, string? input);
}
