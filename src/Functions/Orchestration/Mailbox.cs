using System.Text.Json;

namespace Workflows.Functions.Orchestration;

/// <summary>The events of one name, and who waits for them.</summary>
internal sealed class Mailbox(string name)
{
    /// <summary>The name as it was first asked for.</summary>
    public string Name { get; } = name;

    /// <summary>Events that came when nobody waited any more.</summary>
    public Queue<JsonElement?> Unread { get; } = [];

    /// <summary>The waits, oldest first; cancelled ones stand here until they are passed over.</summary>
    public Queue<TaskCompletionSource<JsonElement?>> Waits { get; } = [];

    /// <summary>Whether the engine has a wait of ours.</summary>
    public bool Listens { get; set; }

    /// <summary>Whether somebody still waits.</summary>
    public bool HasWait
    {
        get
        {
            while (Waits.TryPeek(out var wait))
            {
                if (!wait.Task.IsCompleted)
                {
                    return true;
                }

                Waits.Dequeue();
            }

            return false;
        }
    }

    /// <summary>Gives an event to the oldest wait; false when nobody waits.</summary>
    public bool Deliver(JsonElement? payload)
    {
        while (Waits.TryDequeue(out var wait))
        {
            if (wait.TrySetResult(payload))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Ends every wait with a failure.</summary>
    public void Fail(Exception exception)
    {
        while (Waits.TryDequeue(out var wait))
        {
            wait.TrySetException(exception);
        }
    }
}
