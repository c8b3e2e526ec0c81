namespace Workflows.Http.Live;

/// <summary>How many listen to live updates of a host. Each costs a little memory and a few reads a second, so there are limits, of which one key cannot take all.</summary>
public sealed class LiveListeners
{
    /// <summary>Most listeners at the same time.</summary>
    public const int Most = 1000;

    /// <summary>Most of them with the same key.</summary>
    public const int MostOfKey = 50;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _ofKeys = new(StringComparer.Ordinal);
    private int _count;

    internal bool IsFull(string? keyId)
    {
        lock (_gate)
        {
            return _count >= Most || (keyId is not null && _ofKeys.GetValueOrDefault(keyId) >= MostOfKey);
        }
    }

    internal void Enter(string? keyId)
    {
        lock (_gate)
        {
            _count++;
            if (keyId is not null)
            {
                _ofKeys[keyId] = _ofKeys.GetValueOrDefault(keyId) + 1;
            }
        }
    }

    internal void Leave(string? keyId)
    {
        lock (_gate)
        {
            _count--;
            if (keyId is not null && --_ofKeys[keyId] == 0)
            {
                _ofKeys.Remove(keyId);
            }
        }
    }
}
