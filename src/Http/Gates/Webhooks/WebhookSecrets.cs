using Microsoft.Extensions.Configuration;

namespace Workflows.Http.Gates.Webhooks;

/// <summary>The secrets that incoming webhooks are signed with; null where one is not configured, and its webhook then takes nothing.</summary>
/// <param name="Gates">Setting <c>Webhooks:Secret</c>.</param>
/// <param name="GitHub">Setting <c>GITHUB_WEBHOOK_SECRET</c>.</param>
public sealed record WebhookSecrets(string? Gates, string? GitHub)
{
    internal const string GatesSetting = "Webhooks:Secret";
    internal const string GitHubSetting = "GITHUB_WEBHOOK_SECRET";

    /// <summary>Reads the settings.</summary>
    public static WebhookSecrets From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new WebhookSecrets(Setting(configuration, GatesSetting), Setting(configuration, GitHubSetting));
    }

    // Records print all their members; this one must not print the secrets.
    /// <inheritdoc />
    public override string ToString() => nameof(WebhookSecrets);

    private static string? Setting(IConfiguration configuration, string name) =>
        string.IsNullOrWhiteSpace(configuration[name]) ? null : configuration[name]!.Trim();
}
