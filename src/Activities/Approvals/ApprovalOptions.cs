using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Workflows.Activities.Approvals;

/// <summary>Where the keys of signed links come from.</summary>
/// <param name="KeyFolder">Setting <c>Approvals:KeyFolder</c>: the folder, as a full path; null where keys come from the setting.</param>
/// <param name="LinkKeys">Setting <c>Approvals:LinkKeys</c>: <c>id:base64</c>, separated by commas; the first one signs. Secrets.</param>
internal sealed record ApprovalOptions(string? KeyFolder, IReadOnlyList<LinkKey> LinkKeys)
{
    public const string KeyFolderSetting = "Approvals:KeyFolder";
    public const string LinkKeysSetting = "Approvals:LinkKeys";

    private const string DefaultFolder = ".workflows/keys";

    // What the platform tells every machine of an app that can have many, none of which sees the others' folders.
    private static readonly string[] ManyMachines = ["WEBSITE_INSTANCE_ID", "CONTAINER_APP_NAME"];

    /// <exception cref="OptionsValidationException">Names the setting that is wrong and says what it should look like.</exception>
    public static ApprovalOptions From(IConfiguration configuration)
    {
        var keys = Keys(Setting(configuration, LinkKeysSetting));
        var usesFolder = keys.Count == 0 && !ManyMachines.Any(name => Setting(configuration, name) is not null);
        return new ApprovalOptions(usesFolder ? FullPath(Setting(configuration, KeyFolderSetting) ?? DefaultFolder) : null, keys);
    }

    // Records print all their members; this one must not print the keys.
    public override string ToString() => KeyFolder is null ? $"{LinkKeys.Count} keys" : $"folder {KeyFolder}";

    private static List<LinkKey> Keys(string? text)
    {
        var keys = new List<LinkKey>();
        foreach (var entry in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = entry.IndexOf(':', StringComparison.Ordinal);
            var id = colon < 0 ? "" : entry[..colon];
            var secret = new byte[entry.Length];
            if (!LinkKey.IsId(id) || !Convert.TryFromBase64String(entry[(colon + 1)..], secret, out var length) || length < LinkKey.LeastBytes)
            {
                throw Invalid($"Entry {keys.Count + 1} of {LinkKeysSetting} is not id:key. The id has 1 to {LinkKey.MaxIdLength} lower-case letters, digits and hyphens; the key is at least {LinkKey.LeastBytes} bytes in base64 (openssl rand -base64 32).");
            }

            if (keys.Any(key => key.Id == id))
            {
                throw Invalid($"{LinkKeysSetting} has two keys with the id '{id}'. Give each its own.");
            }

            keys.Add(new LinkKey(id, secret.AsMemory(0, length)));
        }

        return keys;
    }

    private static string FullPath(string folder)
    {
        try
        {
            return Path.GetFullPath(folder);
        }
        catch (ArgumentException)
        {
            throw Invalid($"{KeyFolderSetting} is not a path of a folder (it holds a character that no path may hold).");
        }
    }

    private static string? Setting(IConfiguration configuration, string name) =>
        string.IsNullOrWhiteSpace(configuration[name]) ? null : configuration[name]!.Trim();

    private static OptionsValidationException Invalid(string problem) => new("Approvals", typeof(ApprovalOptions), [problem]);
}
