using Workflows.Http.Contracts;

namespace Workflows.Local.Output;

/// <summary>One line for each change, for files, pipes and build logs.</summary>
internal sealed class PlainProgress(TextWriter writer) : IProgressView
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _last = new(StringComparer.Ordinal);

    public Task ShowAsync(Func<Action<Run>, Task> work) => work(Write);

    private void Write(Run run)
    {
        var line = RunText.Line(run);
        lock (_gate)
        {
            if (_last.GetValueOrDefault(run.RunId) != line)
            {
                _last[run.RunId] = line;
                writer.WriteLine(line);
                writer.Flush();
            }
        }
    }
}
