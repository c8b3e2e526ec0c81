namespace Workflows.Activities.SourceControl.Git;

/// <summary>The clone on this machine cannot be used, for example because the power failed while it was written. It is a cache: it is made anew.</summary>
internal sealed class BrokenCloneException(string message) : Exception(message);
