using System.Globalization;

namespace Workflows.Activities.OfflineTests.Code;

/// <summary>Hands out names, each once: the second of a kind gets a 2. The order of asking decides, so the same document gives the same names.</summary>
internal sealed class NameSet(params IEnumerable<string> reserved)
{
    private readonly HashSet<string> _taken = new(reserved, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _last = new(StringComparer.OrdinalIgnoreCase);

    public string Take(string name)
    {
        if (_taken.Add(name))
        {
            return name;
        }

        var number = _last.GetValueOrDefault(name, 1);
        string numbered;
        do
        {
            number++;
            numbered = name + number.ToString(CultureInfo.InvariantCulture);
        }
        while (!_taken.Add(numbered));

        _last[name] = number;
        return numbered;
    }
}
