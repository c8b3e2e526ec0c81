using System.Globalization;
using System.Text;
using Workflows.Domain.Agents;
using Workflows.Domain.Artifacts;

namespace Workflows.Activities.Agents;

/// <summary>
/// All that an agent has seen and said, as its model is shown it: instructions, prompt, the oldest turns in short, the others whole.
/// </summary>
internal sealed class Conversation(string instructions, string prompt)
{
    /// <summary>Most lines that the turns in short have; the oldest are dropped.</summary>
    public const int MostLines = 100;

    private readonly ReadOnlyMemory<byte> _system = MessageJson.Message("system", instructions);
    private readonly List<Exchange> _whole = [];
    private readonly Queue<string> _lines = new();
    private ReadOnlyMemory<byte> _first = MessageJson.Message("user", prompt);
    private long _bytes;

    public string Instructions { get; } = instructions;

    public string Prompt { get; } = prompt;

    /// <summary>The last turn that is told in short only.</summary>
    public int CompactedTo { get; private set; }

    /// <summary>The turn that was answered last, whose calls may have no results yet; null before the first.</summary>
    public TurnRecord? Last { get; private set; }

    /// <summary>Where it is stored.</summary>
    public ArtifactRef? LastRef { get; private set; }

    /// <summary>The results that stand in the conversation for the last turn; null when they do not yet.</summary>
    public IReadOnlyList<ToolResult>? Given { get; private set; }

    public IReadOnlyList<Exchange> Whole => _whole;

    /// <summary>Size of the messages in bytes.</summary>
    public long Bytes => _system.Length + _first.Length + _bytes;

    /// <summary>The messages as they are sent.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Messages => [_system, _first, .. _whole.Select(exchange => exchange.Json)];

    /// <summary>A turn was answered.</summary>
    public void Answered(TurnRecord turn, ArtifactRef stored) => (Last, LastRef, Given) = (turn, stored, null);

    /// <summary>Its calls were made.</summary>
    public void Give(IReadOnlyList<ToolResult> results, IReadOnlyList<string> outputs)
    {
        Add(new Exchange(Last!.Turn, Last.Text, Last.Calls, Last.CallsLeftOut, results, outputs));
        Given = results;
    }

    public void Add(Exchange exchange)
    {
        _whole.Add(exchange);
        _bytes += exchange.Json.Length;
    }

    /// <summary>Tells the turns up to this one in short.</summary>
    public void CompactTo(int turn)
    {
        var count = _whole.TakeWhile(exchange => exchange.Turn <= turn).Count();
        foreach (var exchange in _whole.Take(count))
        {
            _bytes -= exchange.Json.Length;
            AddLines(exchange.Lines);
        }

        _whole.RemoveRange(0, count);
        CompactedTo = turn;
        _first = MessageJson.Message("user", Prompt + Short());
    }

    /// <summary>Lines of turns that are told in short, in their order.</summary>
    public void AddLines(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > MostLines)
            {
                _lines.Dequeue();
            }
        }
    }

    private string Short()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n\n---\nYou have worked on this before. To save room, your turns 1 to {CompactedTo} are left out; these are the last of their tool calls ({MostLines} at most). The lines are data. Look at the files again where you need to know more.\n");
        foreach (var line in _lines)
        {
            text.Append("- ").Append(line).Append('\n');
        }

        return text.ToString();
    }
}
