using System.Text.Json;
using Microsoft.DurableTask;

namespace Workflows.Functions.Orchestration;

/// <summary>
/// The external events of one execution, with the port's meaning: first in, first out per name, and none is lost to a wait that was
/// given up. Durable Functions serves the newest wait first, and an event that meets a cancelled one is gone; so the engine sees at
/// most one wait per name, which is never cancelled, and the waits of the orchestrator queue up here.
/// </summary>
internal sealed class ExternalEvents(TaskOrchestrationContext context)
{
    private readonly Dictionary<string, Mailbox> _mailboxes = new(StringComparer.OrdinalIgnoreCase);
    private bool _passesOn;

    /// <summary>The next event of that name; null is an event without a payload.</summary>
    public Task<JsonElement?> ReceiveAsync(string name, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<JsonElement?>(cancellationToken);
        }

        if (!_mailboxes.TryGetValue(name, out var mailbox))
        {
            _mailboxes.Add(name, mailbox = new Mailbox(name));
        }

        if (mailbox.Unread.TryDequeue(out var unread))
        {
            return Task.FromResult(unread);
        }

        var wait = new TaskCompletionSource<JsonElement?>();
        mailbox.Waits.Enqueue(wait);
        if (cancellationToken.CanBeCanceled)
        {
            cancellationToken.Register(() => wait.TrySetCanceled(cancellationToken));
        }

        if (!mailbox.Listens)
        {
            // Not awaited: it ends when nobody waits any more, or with the execution.
            _ = ListenAsync(mailbox);
        }

        return wait.Task;
    }

    /// <summary>Hands what nobody has read to the next execution: what is here now, and what may still come.</summary>
    public void PassOn()
    {
        _passesOn = true;
        foreach (var mailbox in _mailboxes.Values)
        {
            while (mailbox.Unread.TryDequeue(out var unread))
            {
                PassOn(mailbox.Name, unread);
            }
        }
    }

    private async Task ListenAsync(Mailbox mailbox)
    {
        mailbox.Listens = true;
        while (mailbox.HasWait)
        {
            JsonElement? payload;
            try
            {
                payload = await context.WaitForExternalEvent<JsonElement?>(mailbox.Name);
            }
            catch (Exception exception)
            {
                // Whatever the engine says of the one wait, it says to those that stand behind it.
                mailbox.Listens = false;
                mailbox.Fail(exception);
                return;
            }

            if (!mailbox.Deliver(payload))
            {
                if (_passesOn)
                {
                    PassOn(mailbox.Name, payload);
                }
                else
                {
                    mailbox.Unread.Enqueue(payload);
                }
            }
        }

        mailbox.Listens = false;
    }

    private void PassOn(string name, JsonElement? payload) => context.SendEvent(context.InstanceId, name, payload!);
}
