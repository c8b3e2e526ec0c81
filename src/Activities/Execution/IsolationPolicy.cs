namespace Workflows.Activities.Execution;

/// <summary>
/// Which isolation of generated code a host supports. A host that differs from a laptop registers its own before
/// <see cref="ChecksAndExecution.AddChecksAndExecution(Microsoft.Extensions.DependencyInjection.IServiceCollection, Microsoft.Extensions.Configuration.IConfiguration)"/>;
/// otherwise <see cref="ThisMachine"/> holds. Where it refuses, nothing is compiled or started, and the result says why and what to do.
/// </summary>
public sealed record IsolationPolicy
{
    /// <summary>Names a host and what it supports.</summary>
    /// <param name="host">The host or its plan as a user reads it, for example <c>Azure Functions, Flex Consumption</c>.</param>
    /// <param name="supported">The modes that it supports, without <see cref="IsolationChoice.Auto"/>; none means that it never executes generated code.</param>
    /// <param name="allowsAuto">Whether <see cref="IsolationChoice.Auto"/> may choose among them. Otherwise a mode must be set, and one that does not work there is a refusal, not a failed run.</param>
    /// <exception cref="ArgumentException">The host has no name, or a mode is none that code can run in.</exception>
    public IsolationPolicy(string host, IEnumerable<IsolationChoice> supported, bool allowsAuto)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(host);
        ArgumentNullException.ThrowIfNull(supported);
        (Host, Supported, AllowsAuto) = (host, [.. supported.Distinct()], allowsAuto);
        if (Supported.Any(mode => mode is not (IsolationChoice.Bubblewrap or IsolationChoice.Process)))
        {
            throw new ArgumentException($"A host supports {IsolationChoice.Bubblewrap}, {IsolationChoice.Process}, both or none; whether {IsolationChoice.Auto} may choose is said apart.", nameof(supported));
        }
    }

    /// <summary>Every mode, and Auto may choose: what holds where no host registered anything else.</summary>
    public static IsolationPolicy ThisMachine { get; } = new("this machine", [IsolationChoice.Bubblewrap, IsolationChoice.Process], allowsAuto: true);

    /// <summary>The host or its plan as a user reads it.</summary>
    public string Host { get; }

    /// <summary>The modes that it supports, the one to recommend first.</summary>
    public IReadOnlyList<IsolationChoice> Supported { get; }

    /// <summary>Whether Auto may choose among <see cref="Supported"/>.</summary>
    public bool AllowsAuto { get; }

    /// <summary>What else a user can do about a refusal, as a clause, for example <c>host the app on a plan that supports bubblewrap; see docs/azure.md</c>; null when there is nothing.</summary>
    public string? Advice { get; init; }

    /// <summary>Whether code may run in a mode, under a setting.</summary>
    internal bool Permits(IsolationChoice setting, IsolationChoice mode) =>
        Supported.Contains(mode) && (setting == mode || (setting == IsolationChoice.Auto && AllowsAuto));

    /// <summary>Why a setting lets nothing run on this host, and what to do; null when something may run.</summary>
    internal string? Refusal(IsolationChoice setting)
    {
        if (Supported.Count == 0)
        {
            return $"this host ({Host}) has no isolation mode for generated code. {Ways(first: null)}";
        }

        if (Supported.Any(mode => Permits(setting, mode)))
        {
            return null;
        }

        var modes = string.Join(" or ", Supported.Select(mode => $"{ExecutionOptions.Section}__{nameof(ExecutionOptions.Isolation)}={mode}"));
        return setting == IsolationChoice.Auto
            ? $"{Setting} is {setting}, and this host ({Host}) runs generated code only in a mode that is set explicitly. {Ways($"set {modes}")}"
            : $"{Setting} is {setting}, which this host ({Host}) does not support. {Ways($"set {modes}")}";
    }

    /// <summary>The refusal of a mode that was set, is supported, and does not work all the same.</summary>
    /// <param name="setting">The mode.</param>
    /// <param name="reason">What is missing on the machine.</param>
    internal string Refusal(IsolationChoice setting, string reason) =>
        $"{Setting} is {setting}, which does not work on this host ({Host}): {reason.TrimEnd('.')}. {Ways("mend that")}";

    private static string Setting => $"{ExecutionOptions.Section}:{nameof(ExecutionOptions.Isolation)}";

    private string Ways(string? first)
    {
        string?[] ways = [first, "run the published tests yourself with `API_BASE_URL=… dotnet test`", Advice];
        var sentence = string.Join(", or ", ways.Where(way => !string.IsNullOrWhiteSpace(way)));
        return char.ToUpperInvariant(sentence[0]) + sentence[1..].TrimEnd('.') + ".";
    }
}
