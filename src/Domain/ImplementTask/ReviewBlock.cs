namespace Workflows.Domain.ImplementTask;

/// <summary>A block of code in a review, as it is read.</summary>
/// <param name="fence">What opens it.</param>
/// <param name="info">What stands behind that.</param>
/// <param name="place">How many lines stand outside of blocks before it.</param>
internal sealed class ReviewBlock(string fence, string info, int place)
{
    public string Fence => fence;

    public int Place => place;

    public bool IsPatch => info.StartsWith("diff", StringComparison.OrdinalIgnoreCase) || info.StartsWith("patch", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it claims to be text, and no program.</summary>
    public bool IsText => info.ToUpperInvariant() is "" or "TEXT" or "TXT" or "PLAIN" or "PLAINTEXT" or "MARKDOWN" or "MD";

    public List<string> Lines { get; } = [];

    public bool IsClosed { get; set; }
}
