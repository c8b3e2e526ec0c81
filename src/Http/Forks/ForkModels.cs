using Microsoft.Extensions.Configuration;
using Workflows.Http.Access;

namespace Workflows.Http.Forks;

/// <summary>
/// The models that everybody may choose when a run is forked. Whoever runs the host pays for a model, and budgets book one that
/// <c>LLM_PRICES</c> does not name at the price of another: so only the owner of the host chooses freely.
/// </summary>
/// <param name="Names">The names, as the service knows them.</param>
public sealed record ForkModels(IReadOnlyList<string> Names)
{
    /// <summary>Names of models, separated by commas; empty for none.</summary>
    public const string Setting = "LLM_FORK_MODELS";

    /// <summary>Reads the setting.</summary>
    public static ForkModels From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new((configuration[Setting] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    /// <summary>Null when a fork of the caller may ask the model, otherwise why not.</summary>
    /// <param name="caller">Who forks.</param>
    /// <param name="model">The model.</param>
    /// <param name="inherited">Whether it is that of the run that is forked, which is a fork itself.</param>
    internal string? Problem(Caller caller, string model, bool inherited)
    {
        if (caller.SeesAll || Names.Contains(model, StringComparer.Ordinal))
        {
            return null;
        }

        var instead = inherited ? "Name another model, or fork the run that this one was forked from" : "Leave 'model' out";
        var choice = Names.Count == 0 ? "which names none" : $"which names {string.Join(", ", Names)}";
        return $"The model '{model}' may be chosen by the owner of the host only, who pays for it. {instead}, use a key of the scope 'admin', or have the model put into the host's setting {Setting}, {choice}.";
    }
}
