namespace Workflows.Activities.Notifications;

/// <summary>One thing to look at.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Artifact">Name of the artifact.</param>
/// <param name="Sha256">Hash of what is to be decided on.</param>
/// <param name="Length">Its length in bytes.</param>
internal sealed record NotifiedItem(string Label, string Artifact, string Sha256, long Length);
