namespace Workflows.Http.Reverts;

/// <summary>What became of a request for a revert.</summary>
internal enum RevertVerdict
{
    /// <summary>The commit is taken back.</summary>
    Done,

    /// <summary>It is durable, and not done yet.</summary>
    Accepted,

    /// <summary>It was taken back before, or must not be.</summary>
    Refused,

    /// <summary>The repository could not be used.</summary>
    Failed,
}
