namespace Workflows.Activities.SourceControl;

/// <summary>Where approved files are committed to. Section <c>SourceControl</c> of the settings.</summary>
public sealed record SourceControlOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "SourceControl";

    internal const string TokenSetting = "GITHUB_TOKEN";

    /// <summary>
    /// The remote repository: an <c>https://</c>, <c>ssh://</c> or <c>file://</c> address, <c>user@host:path</c>, or the path of a bare repository.
    /// Empty means that nothing can be committed.
    /// </summary>
    public string? Repository { get; init; }

    /// <summary>Path of a bare repository of this machine that takes the commits while <see cref="Repository"/> is empty, once it is there. A local host sets it for its examples.</summary>
    public string? Fallback { get; init; }

    /// <summary>Path of a bare repository of this machine that takes the commits of tasks whose files lie in no repository, while <see cref="Repository"/> is empty. It is made when it is needed. A local host sets it.</summary>
    public string? TaskFallback { get; init; }

    /// <summary>The branch of a commit that names none. <c>{runId}</c> and <c>{name}</c> (of the first file) are filled in; without them it is a fixed branch. Empty: <c>workflows/{runId}</c>.</summary>
    public string? Branch { get; init; }

    /// <summary>The folder in the repository that files go to, with the same fields. <c>.</c> is the root. Empty: <c>tests/generated/{name}</c>.</summary>
    public string? Folder { get; init; }

    /// <summary>Who stands in commits as their committer. The author is the approver.</summary>
    public string CommitterName { get; init; } = "Workflows";

    /// <summary>The committer's mail address.</summary>
    public string CommitterEmail { get; init; } = "workflows@workflows.invalid";

    /// <summary>Folder of this machine in which the clone is kept. It is a cache: deleting it while nothing is committed loses nothing but time. Empty: <c>.workflows/git</c>.</summary>
    public string? WorkFolder { get; init; }

    /// <summary>PEM file with the certificate authorities that an https repository is checked against. Empty: those of the system.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>Most seconds that one call over the network may take, 1 to 3600.</summary>
    public double TimeoutSeconds { get; init; } = 120;

    /// <summary>How often a commit is made anew because others pushed to the branch in between, 1 to 100.</summary>
    public int PushAttempts { get; init; } = 10;

    /// <summary>Whether there is a repository at all.</summary>
    public bool IsConfigured => !string.IsNullOrWhiteSpace(Repository);

    /// <summary>Setting <c>GITHUB_TOKEN</c>: given to an https repository. A secret.</summary>
    internal string? Token { get; set; }

    /// <summary>Where commits go to now; null for nowhere.</summary>
    internal string? Target => IsConfigured ? Repository : Directory.Exists(Fallback) ? Fallback : null;

    /// <summary>Whether somebody named a repository: that of the examples takes no other commits.</summary>
    internal bool IsNamed => IsConfigured && Repository!.Trim() != Fallback?.Trim();

    internal string BranchTemplate => Or(Branch, "workflows/{runId}");

    internal string FolderTemplate => Or(Folder, "tests/generated/{name}");

    internal string WorkFolderPath => Path.GetFullPath(Or(WorkFolder, Path.Combine(".workflows", "git")));

    internal TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    /// <summary>Does not show the token, nor an address that may hold one.</summary>
    public override string ToString() => IsConfigured ? $"{Section}: configured, branch {BranchTemplate}" : $"{Section}: not configured";

    private static string Or(string? text, string otherwise) => string.IsNullOrWhiteSpace(text) ? otherwise : text.Trim();
}
