using System.Text.Json;
using Workflows.Domain.Orchestration;

namespace Workflows.Functions.Tests.Fakes;

/// <summary>
/// Waits for external events as Durable Functions keeps them: a stack per name. An event goes to the newest wait, and is lost if that
/// one was cancelled. All waits for a name must want the same type.
/// </summary>
internal sealed class EventWaits(OrchestrationContext engine, SerializerShim json)
{
    private readonly Dictionary<string, Stack<IWait>> _waits = new(StringComparer.OrdinalIgnoreCase);
    private readonly TaskCompletionSource _broken = new();

    private interface IWait
    {
        Type Type { get; }

        void Complete(object? value);
    }

    /// <summary>Fails when an event could not be read: no orchestrator can catch that.</summary>
    public Task Broken => _broken.Task;

    public Task<T> WaitAsync<T>(string name, CancellationToken cancellationToken)
    {
        if (!_waits.TryGetValue(name, out var stack))
        {
            _waits.Add(name, stack = []);
        }

        if (stack.TryPeek(out var newest) && newest.Type != typeof(T))
        {
            throw new ArgumentException($"Somebody waits for '{name}' with {newest.Type}, not with {typeof(T)}.");
        }

        var wait = new Wait<T>();
        stack.Push(wait);
        if (stack.Count == 1)
        {
            _ = ServeAsync(name, stack);
        }

        // It stays on the stack.
        cancellationToken.Register(() => wait.TrySetCanceled(cancellationToken));
        return wait.Task;
    }

    /// <summary>Sends what is buffered to the instance itself, as messages for its next execution.</summary>
    public void PassOn()
    {
        foreach (var (name, stack) in _waits)
        {
            using var end = new CancellationTokenSource();
            while (stack.Count == 0 && engine.WaitForExternalEvent<JsonElement?>(name, end.Token) is { IsCompletedSuccessfully: true } buffered)
            {
                engine.SendEvent(engine.InstanceId, name, buffered.Result);
            }

            // The wait that found nothing.
            end.Cancel();
        }
    }

    // The engine has at most one wait per name, which is never cancelled; what nobody waits for stays in its own buffer.
    private async Task ServeAsync(string name, Stack<IWait> stack)
    {
        while (stack.Count > 0)
        {
            var payload = await engine.WaitForExternalEvent<JsonElement?>(name);
            var newest = stack.Pop();
            try
            {
                newest.Complete(json.Deserialize(SerializerShim.Text(payload), newest.Type));
            }
            catch (Exception exception)
            {
                _broken.TrySetException(exception);
            }
        }
    }

    private sealed class Wait<T> : TaskCompletionSource<T>, IWait
    {
        public Type Type => typeof(T);

        public void Complete(object? value) => TrySetResult((T)value!);
    }
}
