using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace Workflows.Activities.Artifacts;

/// <summary>A storage account that is entered with an identity and no key, under the names that Azure Functions gives its settings.</summary>
/// <param name="Service">The blob service: setting <c>AzureWebJobsStorage:blobServiceUri</c> as it is, or the public cloud's for <c>AzureWebJobsStorage:accountName</c>.</param>
/// <param name="IsManaged">Setting <c>AzureWebJobsStorage:credential</c> is <c>managedidentity</c>; otherwise whatever <see cref="DefaultAzureCredential"/> finds.</param>
/// <param name="ClientId">Setting <c>AzureWebJobsStorage:clientId</c>: the user-assigned identity; null means the one of the host itself.</param>
internal sealed record StorageIdentity(Uri Service, bool IsManaged, string? ClientId)
{
    public const string AccountSetting = ArtifactOptions.ConnectionSetting + ":accountName";
    public const string ServiceSetting = ArtifactOptions.ConnectionSetting + ":blobServiceUri";
    public const string CredentialSetting = ArtifactOptions.ConnectionSetting + ":credential";
    public const string ClientIdSetting = ArtifactOptions.ConnectionSetting + ":clientId";

    private const string Managed = "managedidentity";
    private const int MostShown = 30;

    /// <summary>Who enters, as a person reads it.</summary>
    public string Who => (IsManaged, ClientId) switch
    {
        (true, null) => "the system-assigned managed identity of this host",
        (true, { } id) => $"the user-assigned managed identity with the client id {id}",
        _ => "the identity that DefaultAzureCredential finds here",
    };

    /// <summary>Reads the settings; null when they name no account.</summary>
    /// <param name="configuration">All settings.</param>
    /// <param name="connectionString">Setting <c>AzureWebJobsStorage</c>, which excludes these.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is wrong; the message names it.</exception>
    public static StorageIdentity? From(IConfiguration configuration, string? connectionString)
    {
        var (account, service) = (Setting(configuration, AccountSetting), Setting(configuration, ServiceSetting));
        if (connectionString is not null)
        {
            return account is null && service is null
                ? null
                : throw ArtifactOptions.Invalid(
                    $"{ArtifactOptions.ConnectionSetting} and {(account is null ? ServiceSetting : AccountSetting)} are both set: a connection string, and an account that is entered with an identity. Clear one of them.");
        }

        if (account is null && service is null)
        {
            return Stray(configuration) is { } stray
                ? throw ArtifactOptions.Invalid(
                    $"{stray} is set, but no account for artifacts: set {AccountSetting} or {ServiceSetting}, or clear it to keep artifacts in a folder.")
                : null;
        }

        return new StorageIdentity(Address(account, service), IsManagedIn(configuration), ClientIdIn(configuration));
    }

    /// <summary>What fetches tokens. Nothing is fetched before the first call.</summary>
    public TokenCredential Credential() => (IsManaged, ClientId) switch
    {
        (true, null) => new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned),
        (true, { } id) => new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(id)),
        _ => new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = ClientId }),
    };

    private static Uri Address(string? account, string? service)
    {
        if (account is not null && !(account.Length is >= 3 and <= 24 && account.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))))
        {
            throw ArtifactOptions.Invalid(
                $"{AccountSetting} is '{Shown(account)}'. A storage account's name has 3 to 24 characters, lower-case letters and digits; {ServiceSetting} takes a whole address.");
        }

        if (service is null)
        {
            return new Uri($"https://{account}.blob.core.windows.net");
        }

        // Its value is not told: a signature may stand in it.
        if (!Uri.TryCreate(service, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps
            || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw ArtifactOptions.Invalid(
                $"{ServiceSetting} is not a plain https address such as https://account.blob.core.windows.net. Tokens are sent there, so http will not do, nor a user name, a query or a fragment.");
        }

        return account is null || address.Host.Split('.')[0] == account
            ? address
            : throw ArtifactOptions.Invalid($"{AccountSetting} is '{account}', and {ServiceSetting} is an address of another account. Clear one of them.");
    }

    private static bool IsManagedIn(IConfiguration configuration) => Setting(configuration, CredentialSetting) switch
    {
        null => false,
        { } credential when credential.Equals(Managed, StringComparison.OrdinalIgnoreCase) => true,
        { } other => throw ArtifactOptions.Invalid(
            $"{CredentialSetting} is '{Shown(other)}'. It is {Managed}, or empty for whatever DefaultAzureCredential finds: environment, managed identity, a developer's sign-in."),
    };

    private static string? ClientIdIn(IConfiguration configuration) => Setting(configuration, ClientIdSetting) switch
    {
        null => null,
        { } id when Guid.TryParseExact(id, "D", out _) => id,
        { } other => throw ArtifactOptions.Invalid(
            $"{ClientIdSetting} is '{Shown(other)}'. It is the client id of a user-assigned identity, such as 00000000-0000-0000-0000-000000000000; leave it empty for the identity of the host."),
    };

    // Addresses of queues and tables alone are a host's that forgot the blobs: a folder would be the wrong place without a word.
    private static string? Stray(IConfiguration configuration) =>
        configuration.GetSection(ArtifactOptions.ConnectionSetting).GetChildren().FirstOrDefault(child => !string.IsNullOrWhiteSpace(child.Value))?.Path;

    // A key that was pasted into the wrong setting is not told in full.
    private static string Shown(string text) => text.Length <= MostShown || Guid.TryParse(text, out _) ? text : text[..4] + "…";

    private static string? Setting(IConfiguration configuration, string name) =>
        string.IsNullOrWhiteSpace(configuration[name]) ? null : configuration[name]!.Trim();
}
