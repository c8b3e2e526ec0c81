using Workflows.Http.Contracts;

namespace Workflows.Local.Output;

/// <summary>One line for each change, for files, pipes and build logs.</summary>
internal sealed class PlainProgress(TextWriter writer) : IProgressView
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _last = new(StringComparer.Ordinal);
    private readonly HashSet<(string RunId, int Round)> _told = [];

    public bool TellsRounds => true;

    public Task ShowAsync(Func<Action<Run>, Task> work) => work(Write);

    private void Write(Run run)
    {
        var now = RunText.Line(run);
        lock (_gate)
        {
            foreach (var told in TaskText.AsItGoes(run).Where(told => _told.Add((run.RunId, told.Round))))
            {
                writer.WriteLine($"{run.RunId}: {told.Line}");
            }

            if (_last.GetValueOrDefault(run.RunId) != now && (run.IsEnded || !TaskText.IsVerdict(run)))
            {
                _last[run.RunId] = now;
                writer.WriteLine(now);
                writer.Flush();
            }
        }
    }
}
