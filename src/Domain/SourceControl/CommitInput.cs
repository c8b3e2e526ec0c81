namespace Workflows.Domain.SourceControl;

/// <summary>What is to be committed and pushed.</summary>
/// <param name="RunId">The run. It stands in the commit, and by it the commit is found again when this call is made once more.</param>
/// <param name="Branch">The branch that the commit goes to; empty for the configured one.</param>
/// <param name="Files">The files.</param>
/// <param name="Message">The whole commit message, without the trailers that the activity adds. Lines that look like such trailers are quoted.</param>
/// <param name="Author">Who stands in the commit: the approver, as <c>Name</c> or <c>Name &lt;address&gt;</c>.</param>
/// <param name="At">The time that stands in it (UTC): that of the decision, so that the same commit has the same id.</param>
public sealed record CommitInput(string RunId, string Branch, IReadOnlyList<CommitFile> Files, string Message, string Author, DateTimeOffset At)
{
    /// <summary>Whether the caller waits for a repository that cannot be reached, and so wants to be told instead of a failure. Null for runs of before, which do not.</summary>
    public bool? Waits { get; init; }
}
