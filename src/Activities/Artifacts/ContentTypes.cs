namespace Workflows.Activities.Artifacts;

/// <summary>The media types that a file's ending stands for. The folder store keeps a note only for the others.</summary>
internal static class ContentTypes
{
    public static string OfName(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".json" => "application/json",
        ".yaml" or ".yml" => "application/yaml",
        ".md" => "text/markdown",
        ".cs" => "text/x-csharp",
        ".txt" or ".log" => "text/plain",
        ".xml" or ".csproj" => "application/xml",
        ".html" => "text/html",
        ".patch" or ".diff" => "text/x-diff",
        _ => "application/octet-stream",
    };
}
