namespace Workflows.Domain.Orchestration;

/// <summary>What a host can run: every orchestrator and activity by name. Names ignore case, as in Durable Task.</summary>
public sealed class TaskRegistry
{
    private readonly Dictionary<string, OrchestratorRegistration> _orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ActivityRegistration> _activities = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>All orchestrators.</summary>
    public IReadOnlyDictionary<string, OrchestratorRegistration> Orchestrators => _orchestrators;

    /// <summary>All activities.</summary>
    public IReadOnlyDictionary<string, ActivityRegistration> Activities => _activities;

    /// <summary>A new activity object for one call, by its typed name: for hosts that have decoded the input themselves.</summary>
    /// <exception cref="ArgumentException">There is no activity of that name, or it has other types.</exception>
    public IActivity<TInput, TOutput> CreateActivity<TInput, TOutput>(ActivityDefinition<TInput, TOutput> definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return _activities.TryGetValue(definition.Name, out var registration) && registration is TypedActivityRegistration<TInput, TOutput> typed
            ? typed.Create()
            : throw new ArgumentException($"There is no activity '{definition.Name}' from {typeof(TInput).Name} to {typeof(TOutput).Name} in this host.", nameof(definition));
    }

    /// <summary>Adds an orchestrator. A new object serves each execution.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public TaskRegistry AddOrchestrator<TInput, TOutput>(
        OrchestratorDefinition<TInput, TOutput> definition, Func<IOrchestrator<TInput, TOutput>> create)
    {
        ArgumentNullException.ThrowIfNull(definition);
        _orchestrators.Add(definition.Name, new TypedOrchestratorRegistration<TInput, TOutput>(definition, create));
        return this;
    }

    /// <summary>Adds an activity. The factory is asked once for each call.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public TaskRegistry AddActivity<TInput, TOutput>(
        ActivityDefinition<TInput, TOutput> definition, Func<IActivity<TInput, TOutput>> create)
    {
        ArgumentNullException.ThrowIfNull(definition);
        _activities.Add(definition.Name, new TypedActivityRegistration<TInput, TOutput>(definition, create));
        return this;
    }
}
