namespace Workflows.Engine;

/// <summary>Why a task hub cannot do what was asked.</summary>
public enum TaskHubError
{
    /// <summary>Another process owns the file.</summary>
    AlreadyOwned,

    /// <summary>The file or its folder cannot be written.</summary>
    NotWritable,

    /// <summary>The disk is full.</summary>
    DiskFull,

    /// <summary>The file is damaged, or not a database at all.</summary>
    Corrupt,

    /// <summary>The file is a database of something else.</summary>
    NotAHub,

    /// <summary>The file was written by a newer version.</summary>
    NewerVersion,

    /// <summary>The hub is closed.</summary>
    Closed,

    /// <summary>Another failure of the store.</summary>
    Store,
}
