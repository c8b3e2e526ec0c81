namespace Workflows.Http.Product;

/// <summary>A folder by the one name that it has when every link on the way is followed, so that two names of a folder are known as such.</summary>
internal static class RealFolder
{
    // As many as Linux follows.
    private const int MostLinks = 40;

    /// <summary>The name; of a folder that cannot be looked at, its full path.</summary>
    public static string Of(string folder)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        try
        {
            return Follow(full, MostLinks) ?? full;
        }
        catch (Exception unseen) when (unseen is IOException or UnauthorizedAccessException)
        {
            return full;
        }
    }

    private static string? Follow(string full, int links)
    {
        var current = Path.GetPathRoot(full)!;
        foreach (var part in full[current.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            current = Path.Combine(current, part);
            if (new DirectoryInfo(current).ResolveLinkTarget(returnFinalTarget: false) is { } target)
            {
                if (links-- == 0 || Follow(Path.TrimEndingDirectorySeparator(target.FullName), links) is not { } real)
                {
                    return null;
                }

                current = real;
            }
        }

        return current;
    }
}
