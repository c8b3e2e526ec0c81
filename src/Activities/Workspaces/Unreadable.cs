namespace Workflows.Activities.Workspaces;

/// <summary>What is done about a file or a folder whose mode keeps it from being read.</summary>
internal enum Unreadable
{
    /// <summary>It stays as it is, unread: it is the user's, who has closed it.</summary>
    LeaveAlone,

    /// <summary>Its owner is given the right: a working copy of ours, where a command has closed it.</summary>
    OpenUp,
}
