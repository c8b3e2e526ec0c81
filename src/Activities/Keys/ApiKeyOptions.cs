using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Workflows.Activities.Keys;

/// <summary>Where the API keys are kept.</summary>
/// <param name="Folder">Setting <c>Keys:Folder</c>, as a full path; null where the storage account of the artifacts keeps them.</param>
internal sealed record ApiKeyOptions(string? Folder)
{
    public const string FolderSetting = "Keys:Folder";

    private const string DefaultFolder = ".workflows";

    /// <exception cref="OptionsValidationException">Names the setting that is wrong.</exception>
    public static ApiKeyOptions From(IConfiguration configuration, bool hasAccount)
    {
        var folder = string.IsNullOrWhiteSpace(configuration[FolderSetting]) ? null : configuration[FolderSetting]!.Trim();
        if (folder is null && hasAccount)
        {
            return new ApiKeyOptions((string?)null);
        }

        try
        {
            return new ApiKeyOptions(Path.GetFullPath(folder ?? DefaultFolder));
        }
        catch (ArgumentException)
        {
            throw new OptionsValidationException("Keys", typeof(ApiKeyOptions), [$"{FolderSetting} is not a path of a folder (it holds a character that no path may hold)."]);
        }
    }
}
