namespace Workflows.Engine.Store;

/// <summary>Something on its way to an instance.</summary>
/// <param name="Order">Its place in the stored inbox; 0 when it is not stored because it can be had again (an activity's result: the activity would run again).</param>
/// <param name="Kind">The history line that it becomes.</param>
/// <param name="Execution">The execution that it is meant for; ignored for events.</param>
/// <param name="Task">The task that it answers.</param>
/// <param name="Name">Name of the event or task.</param>
/// <param name="Data">JSON.</param>
internal sealed record InboxMessage(long Order, HistoryKind Kind, int Execution, int Task, string? Name, string? Data);
