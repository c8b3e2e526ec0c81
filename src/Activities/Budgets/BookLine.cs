namespace Workflows.Activities.Budgets;

/// <summary>
/// Where those of this process that change a book wait in line rather than get into each other's way. More books than lines share some; a line
/// remembers the last one of its books, so that what is remembered does not grow with the runs.
/// </summary>
internal sealed class BookLine : IDisposable
{
    private volatile SeenBook? _seen;

    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>The last book that was changed here, for whoever has the turn to replace.</summary>
    public SeenBook? Seen
    {
        get => _seen;
        set => _seen = value;
    }

    public void Dispose() => Turn.Dispose();
}
