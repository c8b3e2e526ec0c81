using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Workflows.Activities.Audit;

/// <summary>Where the audit log is kept.</summary>
/// <param name="Folder">Setting <c>Audit:Folder</c>, as a full path; null where the storage account of the artifacts keeps the log.</param>
internal sealed record AuditOptions(string? Folder)
{
    public const string FolderSetting = "Audit:Folder";

    private const string DefaultFolder = ".workflows/audit";

    public static AuditOptions From(IConfiguration configuration, bool hasAccount)
    {
        var folder = string.IsNullOrWhiteSpace(configuration[FolderSetting]) ? null : configuration[FolderSetting]!.Trim();
        if (folder is null && hasAccount)
        {
            return new AuditOptions((string?)null);
        }

        try
        {
            return new AuditOptions(Path.GetFullPath(folder ?? DefaultFolder));
        }
        catch (ArgumentException)
        {
            throw new OptionsValidationException("Audit", typeof(AuditOptions), [$"{FolderSetting} is not a path of a folder (it holds a character that no path may hold)."]);
        }
    }
}
