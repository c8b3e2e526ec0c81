namespace Workflows.Domain.Diffs;

/// <summary>What became of a line.</summary>
public enum DiffOp
{
    /// <summary>It stands in both texts.</summary>
    Same,

    /// <summary>It stands in the new text only.</summary>
    Added,

    /// <summary>It stands in the old text only.</summary>
    Removed,
}
