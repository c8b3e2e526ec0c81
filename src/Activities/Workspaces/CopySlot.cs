namespace Workflows.Activities.Workspaces;

/// <summary>A working copy that is kept between its uses.</summary>
internal sealed class CopySlot
{
    /// <summary>Whoever works on it holds it.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>Its folder; null before the first use. To be looked at by the holder of the gate only.</summary>
    public string? Folder { get; set; }

    /// <summary>Counts up with each use.</summary>
    public long LastUse { get; set; }
}
