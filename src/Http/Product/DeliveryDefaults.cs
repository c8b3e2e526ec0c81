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

    private const string Section = "Gates";
    private const double MostHours = 24 * 365;

    /// <summary>Reads the settings.</summary>
    /// <returns>The defaults, or null where no repository is configured.</returns>
    /// <exception cref="OptionsValidationException">A setting is wrong; the message names it and says what it should look like.</exception>
    public static DeliveryDefaults? From(IConfiguration configuration)
    {
        var defaults = OfGates(configuration);
        return new SettingReader(configuration, Section).Text(RepositorySetting) is null ? null : defaults;
    }

    /// <summary>The same for what is committed to a repository that a run brings itself.</summary>
    /// <exception cref="OptionsValidationException">A setting is wrong; the message names it and says what it should look like.</exception>
    public static DeliveryDefaults OfGates(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var read = new SettingReader(configuration, Section);
        var rules = ReadRules(read);
        // Where approvers are named, a request that approves itself would go round them.
        var open = rules.Users.Count == 0 && rules.Roles.Count == 0 && rules.Quorum == 1;
        return new DeliveryDefaults(rules, read.Number("Gates:MaxReviews", 3, 0, 10), read.Flag(AutoApproveSetting, open));
    }

    private static GateRules ReadRules(SettingReader read)
    {
        var rules = new GateRules
        {
            Users = read.Names("Gates:Users"),
            Roles = read.Names("Gates:Roles"),
            Quorum = read.Number("Gates:Quorum", 1, 1, 20),
            Deadline = read.Number("Gates:DeadlineHours", MostHours) is { } deadline ? TimeSpan.FromHours(deadline) : null,
            RemindEvery = read.Number("Gates:RemindHours", MostHours) is { } remind ? TimeSpan.FromHours(remind) : null,
            AtDeadline = Action(read, "Gates:AtDeadline"),
            EscalateTo = read.Names("Gates:EscalateTo"),
            RequesterMayDecide = read.Flag(RequesterSetting, true),
        };
        return rules switch
        {
            { Users.Count: > 0, Roles.Count: 0 } when rules.Quorum > rules.Users.Count =>
                throw read.Wrong($"Gates:Quorum is {rules.Quorum}, but Gates:Users names {rules.Users.Count}: they could never approve. Name more users, or lower the quorum."),
            { AtDeadline: GateDeadlineAction.Escalate, EscalateTo.Count: 0 } =>
                throw read.Wrong("Gates:AtDeadline is Escalate, but Gates:EscalateTo names nobody. Name those who decide then, separated by commas."),
            _ => rules,
        };
    }

    private static GateDeadlineAction Action(SettingReader read, string name)
    {
        if (read.Text(name) is not { } text)
        {
            return GateDeadlineAction.Reject;
        }

        return Enum.GetNames<GateDeadlineAction>().FirstOrDefault(known => known.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } word
            ? Enum.Parse<GateDeadlineAction>(word)
            : throw read.Wrong($"{name} is '{text}'. Use {string.Join(", ", Enum.GetNames<GateDeadlineAction>())}; nothing is ever approved by silence.");
    }
}
