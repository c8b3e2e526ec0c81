using Workflows.Http.Contracts;

namespace Workflows.Local.Output;

/// <summary>One line for each change, for files, pipes and build logs.</summary>
internal sealed class PlainProgress(TextWriter writer) : IProgressView
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _last = new(StringComparer.Ordinal);
    private readonly HashSet<(string RunId, string Line)> _rounds = [];

    public bool TellsRounds => true;

    public Task ShowAsync(Func<Action<Run>, Task> work) => work(Write);

    private void Write(Run run)
    {
        var line = RunText.Line(run);
        lock (_gate)
        {
            foreach (var round in TaskText.Rounds(run).Where(round => _rounds.Add((run.RunId, round))))
            {
                writer.WriteLine($"{run.RunId}: {round}");
            }

            if (_last.GetValueOrDefault(run.RunId) != line)
            {
                _last[run.RunId] = line;
                writer.WriteLine(line);
                writer.Flush();
            }
        }
    }
}
