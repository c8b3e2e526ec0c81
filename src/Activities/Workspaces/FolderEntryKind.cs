namespace Workflows.Activities.Workspaces;

/// <summary>What lies in a folder.</summary>
internal enum FolderEntryKind
{
    /// <summary>A file, or something that passes for one until it is opened (a socket, a pipe).</summary>
    File,

    /// <summary>A folder that was looked into.</summary>
    Folder,

    /// <summary>A folder of build results and the like, which was not looked into.</summary>
    Ignored,

    /// <summary>A link, which was not followed.</summary>
    Link,

    /// <summary>A folder that could not be looked into, and was left as it is.</summary>
    Closed,
}
