using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Workflows.Domain.Gates;

namespace Workflows.Http.Product;

/// <summary>How this host delivers tests: who must approve before they are committed. Section <c>Gates</c> of the settings.</summary>
/// <param name="Rules">Who may decide what, and until when; nobody is named yet as the one who asked.</param>
/// <param name="MaxReviews">How often tests may be sent back with changes, 0 to 10.</param>
/// <param name="AllowAutoApprove">Whether a request may approve itself.</param>
public sealed record DeliveryDefaults(GateRules Rules, int MaxReviews, bool AllowAutoApprove)
{
    /// <summary>The setting that names the repository; without it nothing is delivered.</summary>
    public const string RepositorySetting = "SourceControl:Repository";

    /// <summary>The setting that lets requests approve themselves although approvers are named.</summary>
    public const string AutoApproveSetting = "Gates:AllowAutoApprove";

    /// <summary>The setting that says whether the one who asked may decide, too.</summary>
    public const string RequesterSetting = "Gates:RequesterMayDecide";

    private const double MostHours = 24 * 365;

    /// <summary>Reads the settings.</summary>
    /// <returns>The defaults, or null where no repository is configured.</returns>
    /// <exception cref="OptionsValidationException">A setting is wrong; the message names it and says what it should look like.</exception>
    public static DeliveryDefaults? From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var rules = ReadRules(configuration);
        // Where approvers are named, a request that approves itself would go round them.
        var open = rules.Users.Count == 0 && rules.Roles.Count == 0 && rules.Quorum == 1;
        var defaults = new DeliveryDefaults(rules, Number(configuration, "Gates:MaxReviews", 3, 0, 10), Flag(configuration, AutoApproveSetting, open));
        return Text(configuration, RepositorySetting) is null ? null : defaults;
    }

    private static GateRules ReadRules(IConfiguration configuration)
    {
        var rules = new GateRules
        {
            Users = Names(configuration, "Gates:Users"),
            Roles = Names(configuration, "Gates:Roles"),
            Quorum = Number(configuration, "Gates:Quorum", 1, 1, 20),
            Deadline = Hours(configuration, "Gates:DeadlineHours"),
            RemindEvery = Hours(configuration, "Gates:RemindHours"),
            AtDeadline = Action(configuration, "Gates:AtDeadline"),
            EscalateTo = Names(configuration, "Gates:EscalateTo"),
            RequesterMayDecide = Flag(configuration, RequesterSetting, true),
        };
        return rules switch
        {
            { Users.Count: > 0, Roles.Count: 0 } when rules.Quorum > rules.Users.Count =>
                throw Wrong($"Gates:Quorum is {rules.Quorum}, but Gates:Users names {rules.Users.Count}: they could never approve. Name more users, or lower the quorum."),
            { AtDeadline: GateDeadlineAction.Escalate, EscalateTo.Count: 0 } =>
                throw Wrong("Gates:AtDeadline is Escalate, but Gates:EscalateTo names nobody. Name those who decide then, separated by commas."),
            _ => rules,
        };
    }

    private static GateDeadlineAction Action(IConfiguration configuration, string name)
    {
        if (Text(configuration, name) is not { } text)
        {
            return GateDeadlineAction.Reject;
        }

        return Enum.GetNames<GateDeadlineAction>().FirstOrDefault(known => known.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } word
            ? Enum.Parse<GateDeadlineAction>(word)
            : throw Wrong($"{name} is '{text}'. Use {string.Join(", ", Enum.GetNames<GateDeadlineAction>())}; nothing is ever approved by silence.");
    }

    private static TimeSpan? Hours(IConfiguration configuration, string name)
    {
        if (Text(configuration, name) is not { } text)
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) && hours is > 0 and <= MostHours
            ? TimeSpan.FromHours(hours)
            : throw Wrong($"{name} is '{text}'. Use hours above 0 and up to {MostHours}, for example 24 or 0.5, or leave it empty.");
    }

    private static int Number(IConfiguration configuration, string name, int otherwise, int least, int most)
    {
        if (Text(configuration, name) is not { } text)
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Wrong($"{name} is '{text}'. Use a whole number from {least} to {most}.");
    }

    private static bool Flag(IConfiguration configuration, string name, bool otherwise) => Text(configuration, name)?.ToLowerInvariant() switch
    {
        null => otherwise,
        "true" => true,
        "false" => false,
        var other => throw Wrong($"{name} is '{other}'. Use true or false."),
    };

    private static IReadOnlyList<string> Names(IConfiguration configuration, string name) =>
        [.. (Text(configuration, name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static string? Text(IConfiguration configuration, string name) =>
        string.IsNullOrWhiteSpace(configuration[name]) ? null : configuration[name]!.Trim();

    private static OptionsValidationException Wrong(string problem) => new("Gates", typeof(DeliveryDefaults), [problem]);
}
