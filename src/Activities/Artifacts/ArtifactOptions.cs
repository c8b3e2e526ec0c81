using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Workflows.Activities.Artifacts;

/// <summary>Where artifacts are kept.</summary>
/// <param name="ConnectionString">Setting <c>AzureWebJobsStorage</c>: a storage account, or Azurite for <c>UseDevelopmentStorage=true</c>; null means the folder. Holds a secret.</param>
/// <param name="Folder">Setting <c>Artifacts:Folder</c>: the folder, as a full path. It is used when no storage account is set.</param>
/// <param name="Container">Setting <c>Artifacts:Container</c>: the blob container.</param>
/// <param name="Identity">Settings below <c>AzureWebJobsStorage</c>: an account that is entered with an identity; null means the connection string or the folder.</param>
internal sealed record ArtifactOptions(string? ConnectionString, string Folder, string Container, StorageIdentity? Identity = null)
{
    public const string ConnectionSetting = "AzureWebJobsStorage";
    public const string FolderSetting = "Artifacts:Folder";
    public const string ContainerSetting = "Artifacts:Container";

    private const string DefaultFolder = ".workflows/artifacts";
    private const string DefaultContainer = "workflows";

    public bool UsesDevelopmentStorage => ConnectionString is not null
        && string.Equals(ConnectionString.Trim().TrimEnd(';'), "UseDevelopmentStorage=true", StringComparison.OrdinalIgnoreCase);

    public static ArtifactOptions From(IConfiguration configuration)
    {
        var container = Setting(configuration, ContainerSetting) ?? DefaultContainer;
        if (!IsContainerName(container))
        {
            throw Invalid($"{ContainerSetting} is '{container}'. A container's name has 3 to 63 characters, lower-case letters, digits and single hyphens, and begins and ends with a letter or digit.");
        }

        var connection = Setting(configuration, ConnectionSetting);
        return new ArtifactOptions(
            connection, FullPath(Setting(configuration, FolderSetting) ?? DefaultFolder), container, StorageIdentity.From(configuration, connection));
    }

    public static OptionsValidationException Invalid(string problem) => new("Artifacts", typeof(ArtifactOptions), [problem]);

    // Records print all their members; this one must not print the account key.
    public override string ToString() => ConnectionString is null && Identity is null ? $"folder {Folder}" : $"container {Container}";

    private static string? Setting(IConfiguration configuration, string name) =>
        string.IsNullOrWhiteSpace(configuration[name]) ? null : configuration[name]!.Trim();

    private static string FullPath(string folder)
    {
        try
        {
            return Path.GetFullPath(folder);
        }
        catch (ArgumentException)
        {
            throw Invalid($"{FolderSetting} is not a path of a folder (it holds a character that no path may hold).");
        }
    }

    private static bool IsContainerName(string name) =>
        name.Length is >= 3 and <= 63
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && name[0] != '-' && name[^1] != '-' && !name.Contains("--", StringComparison.Ordinal);
}
