namespace Workflows.Activities.Workspaces.Folders;

/// <summary>What stands at a path of a folder.</summary>
internal enum PlaceKind
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>A file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A link, or something behind one.</summary>
    Link,

    /// <summary>Nothing can: a part of the path is a file.</summary>
    BehindFile,
}
