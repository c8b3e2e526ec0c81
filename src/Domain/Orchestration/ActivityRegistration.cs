namespace Workflows.Domain.Orchestration;

/// <summary>An activity as a host sees it: a name, and JSON in and out.</summary>
public abstract class ActivityRegistration
{
    private protected ActivityRegistration(string name, Type inputType, Type outputType) =>
        (Name, InputType, OutputType) = (name, inputType, outputType);

    /// <summary>The activity's name.</summary>
    public string Name { get; }

    /// <summary>Type of the input.</summary>
    public Type InputType { get; }

    /// <summary>Type of the output.</summary>
    public Type OutputType { get; }

    /// <summary>Runs it.</summary>
    public abstract Task<string?> InvokeAsync(PayloadConverter converter, ActivityContext context, string? input, CancellationToken cancellationToken);
}
