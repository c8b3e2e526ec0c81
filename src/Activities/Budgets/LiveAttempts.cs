using System.Collections.Concurrent;
using Workflows.Domain.Tenancy;

namespace Workflows.Activities.Budgets;

/// <summary>The attempts of this process whose end is still to come: what they have set aside may be given back in a moment.</summary>
internal sealed class LiveAttempts
{
    private readonly ConcurrentDictionary<string, RunOwner> _attempts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<RunOwner, TaskCompletionSource> _ends = new();

    public void Add(string key, RunOwner project) => _attempts[key] = project;

    public bool Contains(string key) => _attempts.ContainsKey(key);

    /// <summary>Completes when the next attempt of the project has ended. To be taken before the books are read.</summary>
    public Task NextEnd(RunOwner project) =>
        _ends.GetOrAdd(project, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Remove(string key)
    {
        if (_attempts.TryRemove(key, out var project) && _ends.TryRemove(project, out var waiting))
        {
            waiting.TrySetResult();
        }
    }
}
