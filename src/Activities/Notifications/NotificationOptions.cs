using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Workflows.Activities.Notifications;

/// <summary>Who is told of gates, and how.</summary>
/// <param name="Webhooks">Setting <c>Notifications:Webhooks</c>: http or https addresses, separated by commas. An address may hold a secret.</param>
/// <param name="Secret">Setting <c>Notifications:Secret</c>: signs what is sent; null sends it unsigned. A secret.</param>
/// <param name="Timeout">Setting <c>Notifications:TimeoutSeconds</c>: how long one receiver may take, 1 to 300 seconds.</param>
/// <param name="LinkLifetime">Setting <c>Notifications:LinkHours</c>: how long a link that is sent is good, up to a year.</param>
internal sealed record NotificationOptions(IReadOnlyList<Uri> Webhooks, string? Secret, TimeSpan Timeout, TimeSpan LinkLifetime)
{
    public const string WebhooksSetting = "Notifications:Webhooks";
    public const string SecretSetting = "Notifications:Secret";
    public const string TimeoutSetting = "Notifications:TimeoutSeconds";
    public const string LinkHoursSetting = "Notifications:LinkHours";

    private const int MostWebhooks = 20;
    private const int LeastSecret = 16;

    /// <exception cref="OptionsValidationException">Names the setting that is wrong and says what it should look like, without quoting what may be secret.</exception>
    public static NotificationOptions From(IConfiguration configuration)
    {
        var webhooks = (Setting(configuration, WebhooksSetting) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select((text, index) => Address(text, index + 1)).Distinct().ToList();
        var secret = Setting(configuration, SecretSetting);
        return webhooks.Count > MostWebhooks ? throw Wrong($"{WebhooksSetting} names {webhooks.Count} addresses; at most {MostWebhooks} are told. Put a relay in front of them.")
            : secret is { Length: < LeastSecret } ? throw Wrong($"{SecretSetting} has {secret.Length} characters; use at least {LeastSecret} (openssl rand -base64 32).")
            : new NotificationOptions(
                webhooks, secret, TimeSpan.FromSeconds(Number(configuration, TimeoutSetting, 10, 300)), TimeSpan.FromHours(Number(configuration, LinkHoursSetting, 168, 8760)));
    }

    // Records print all their members; this one must not print the secrets.
    public override string ToString() => $"{Webhooks.Count} webhooks";

    private static Uri Address(string text, int number) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0 && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0
            ? uri
            : throw Wrong($"Entry {number} of {WebhooksSetting} is no absolute http or https address without user name and fragment. Use for example https://chat.example.org/hooks/gates.");

    private static int Number(IConfiguration configuration, string name, int otherwise, int most)
    {
        if (Setting(configuration, name) is not { } text)
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw Wrong($"{name} is '{text}'. Use a whole number from 1 to {most}.");
    }

    private static string? Setting(IConfiguration configuration, string name) =>
        string.IsNullOrWhiteSpace(configuration[name]) ? null : configuration[name]!.Trim();

    private static OptionsValidationException Wrong(string problem) => new("Notifications", typeof(NotificationOptions), [problem]);
}
