namespace Workflows.Activities.SourceControl;

/// <summary>What a revert would do to the index, or why it must not be done.</summary>
/// <param name="Subject">First line of the message of the commit that is taken back.</param>
/// <param name="IndexLines">As <c>git update-index -z --index-info</c> takes them.</param>
/// <param name="Refusal">Why nothing may be done, and what to do; null when it may.</param>
internal sealed record RevertPlan(string Subject, string IndexLines, string? Refusal)
{
    public static RevertPlan Not(string refusal) => new("", "", refusal);
}
