using System.Globalization;
using Workflows.Activities.Logging;

namespace Workflows.Activities.Workspaces.Opening;

/// <summary>Gathers what was not taken: the first of it by name.</summary>
internal sealed class LeftOut
{
    private readonly List<string> _named = [];
    private int _more;

    public IReadOnlyList<string> Lines => _more == 0 ? _named : [.. _named, string.Create(CultureInfo.InvariantCulture, $"and {_more} more")];

    public void Add(string path, string reason)
    {
        if (_named.Count >= WorkspaceLimits.Named)
        {
            _more++;
            return;
        }

        var shown = SafeText.OneLine(path);
        _named.Add($"{(shown.Length > 200 ? shown[..200] + "…" : shown)}: {reason}");
    }
}
