namespace Workflows.Engine.Store;

/// <summary>
/// Something that must be written whole. <see cref="Execute"/> may run again in a transaction of its own when another operation of
/// the group fails, so that it only writes to the transaction and to its own fields.
/// </summary>
internal abstract class StoreOperation
{
    /// <summary>Writes. Runs on the writer's thread, inside a transaction that other operations share.</summary>
    public abstract void Execute(HubTransaction transaction);

    /// <summary>The write is durable. Runs on the writer's thread, in the order of the operations, and must be quick.</summary>
    public abstract void Committed();

    /// <summary>The write did not happen; nothing of it is in the store.</summary>
    public abstract void Failed(Exception failure);
}
