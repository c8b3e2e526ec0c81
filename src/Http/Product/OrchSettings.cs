using Microsoft.Extensions.Configuration;

namespace Workflows.Http.Product;

/// <summary>The settings <c>ORCH_*</c> that there are. A name that is mistyped would otherwise be read by nobody, and the usual limit hold without a word.</summary>
public static class OrchSettings
{
    private const string Prefix = "ORCH_";
    private const int MostShown = 100;

    // As settings write them.
    private static readonly string[] Roles = ["PLANNER", "IMPLEMENTER", "REVIEWER", "TECH_WRITER"];

    /// <summary>The names. <see cref="ImplementDefaults"/> reads them, but for the models and the context, which the agents' activities read.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Roles.Select(role => $"ORCH_MODEL_{role}"), "ORCH_CONTEXT_MAX_CHARS",
        "ORCH_MAX_ROUNDS", ImplementDefaults.TestCommandSetting,
        "ORCH_MAX_TURNS", .. Roles.Select(role => $"ORCH_MAX_TURNS_{role}"), "ORCH_MAX_MINUTES",
        "ORCH_RETRY_MAX_ATTEMPTS", .. Roles.Select(role => $"ORCH_RETRY_{role}_MAX_ATTEMPTS"), "ORCH_RETRY_BASE_DELAY_SECONDS", "ORCH_RETRY_MAX_DELAY_SECONDS",
        "ORCH_REVIEWER_DIFF_MAX_CHARS", "ORCH_REVIEWER_RED_FLAGS_MAX_CHARS",
    ];

    /// <summary>A sentence for each name that was given and is not known; their values are not told.</summary>
    public static IReadOnlyList<string> Unknown(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return
        [
            .. configuration.AsEnumerable()
                .Where(setting => setting.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && !string.IsNullOrWhiteSpace(setting.Value))
                .Select(setting => setting.Key)
                .Where(name => !Names.Contains(name, StringComparer.OrdinalIgnoreCase))
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Order(StringComparer.Ordinal)
                .Select(name => $"There is no setting {(name.Length > MostShown ? name[..MostShown] + "…" : name)}, so it changes nothing"
                    + $"{(NearestName.Of(name, Names) is { } near ? $"; perhaps {near} was meant" : "")}. local.settings.sample.json shows all of them."),
        ];
    }
}
