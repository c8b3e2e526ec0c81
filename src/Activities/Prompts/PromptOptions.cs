using Microsoft.Extensions.Configuration;

namespace Workflows.Activities.Prompts;

/// <summary>Where prompts come from and how large they may be.</summary>
/// <param name="Folder">Setting <c>Prompts:Folder</c>: the folder of the templates; by default those beside the program.</param>
internal sealed record PromptOptions(string Folder)
{
    public const string FolderSetting = "Prompts:Folder";

    /// <summary>Longest form of the document within a prompt, in characters; a longer one is shortened.</summary>
    public int MaxDocumentLength { get; init; } = 200_000;

    /// <summary>Longest part of the previous code within a prompt, in characters.</summary>
    public int MaxCodeLength { get; init; } = 100_000;

    public static PromptOptions From(IConfiguration configuration) => new(
        string.IsNullOrWhiteSpace(configuration[FolderSetting])
            ? Path.Combine(AppContext.BaseDirectory, "prompts")
            : Path.GetFullPath(configuration[FolderSetting]!.Trim()));
}
