namespace Workflows.Activities.SourceControl.Git;

/// <summary>How a push ended, when it ended without a failure.</summary>
internal enum PushOutcome
{
    /// <summary>The branch ends with the commit.</summary>
    Done,

    /// <summary>The branch ended with the very same commit already: another try of the same call had pushed it a moment before.</summary>
    Stood,

    /// <summary>The branch is no longer where it was when the commit was made. Nothing was changed.</summary>
    Moved,
}
