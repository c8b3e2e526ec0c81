using System.Globalization;
using Workflows.Domain.Agents;

namespace Workflows.Activities.Agents;

/// <summary>A turn that is over: what the model said, and what its calls brought.</summary>
internal sealed class Exchange
{
    private const int LongestLine = 240;

    public Exchange(int turn, string text, IReadOnlyList<RecordedCall> calls, int callsLeftOut, IReadOnlyList<ToolResult> results, IReadOnlyList<string> outputs)
    {
        (Turn, Text, Calls, Outputs) = (turn, text, calls, outputs);
        Json = MessageJson.Turn(turn, text, calls, callsLeftOut, outputs);
        Lines = LinesOf(turn, results);
    }

    public int Turn { get; }

    public string Text { get; }

    public IReadOnlyList<RecordedCall> Calls { get; }

    /// <summary>What the tools answered.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>The messages as they are sent.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>The exchange in short: a line for each call.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>The lines of a turn.</summary>
    public static IReadOnlyList<string> LinesOf(int turn, IReadOnlyList<ToolResult> results) =>
        [.. results.Select(result => Shortened(string.Create(CultureInfo.InvariantCulture, $"turn {turn}: {result.Summary}{(result.Refused ? " (refused)" : "")}")))];

    private static string Shortened(string line)
    {
        line = string.Concat(line.Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length <= LongestLine ? line : line[..LongestLine] + "…";
    }
}
