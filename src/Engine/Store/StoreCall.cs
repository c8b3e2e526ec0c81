namespace Workflows.Engine.Store;

/// <summary>A write that somebody awaits.</summary>
internal sealed class StoreCall<T>(Func<HubTransaction, T> write, Action<T> committed) : StoreOperation
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> Completion => _completion.Task;

    public override void Execute(HubTransaction transaction) => _result = write(transaction);

    public override void Committed()
    {
        committed(_result);
        _completion.SetResult(_result);
    }

    public override void Failed(Exception failure) => _completion.SetException(failure);
}
