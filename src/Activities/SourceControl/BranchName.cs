namespace Workflows.Activities.SourceControl;

/// <summary>The rule for branch names: that of <c>git check-ref-format</c>, and a little stricter.</summary>
internal static class BranchName
{
    private const int Longest = 200;

    /// <summary>Null when the name is fine, otherwise what is wrong with it.</summary>
    public static string? Problem(string name) =>
        name.Length == 0 ? "it is empty"
        : name.Length > Longest ? $"it is longer than {Longest} characters"
        : name is "@" or "HEAD" || name.StartsWith("refs/", StringComparison.Ordinal) ? "git has another use for that name"
        : name[0] == '-' ? "it begins with a hyphen"
        : name[^1] == '.' ? "it ends with a dot"
        : name.Contains("..", StringComparison.Ordinal) || name.Contains("@{", StringComparison.Ordinal) ? "it holds '..' or '@{'"
        : name.Any(c => !RepositoryPath.IsPlain(c) || c is ' ' or '~' or '^') || !RepositoryPath.IsWellFormed(name) ? "it holds a blank, a control character, or one of ~ ^ : ? * [ \\ \" < > |"
        : name.Contains('[', StringComparison.Ordinal) ? "it holds '['"
        : name.Split('/').Any(part => part.Length == 0) ? "it has an empty part between slashes"
        : name.Split('/').Any(part => part[0] == '.' || part.EndsWith(".lock", StringComparison.OrdinalIgnoreCase)) ? "a part begins with a dot or ends with .lock"
        : null;
}
