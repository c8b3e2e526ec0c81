using Workflows.Http.Contracts;

namespace Workflows.Local.Output;

/// <summary>One JSON document for each change, on a line of its own; the last one is the ended run.</summary>
internal sealed class JsonLinesProgress(TextWriter writer) : IProgressView
{
    public bool TellsRounds => false;

    public Task ShowAsync(Func<Action<Run>, Task> work) => work(run =>
    {
        writer.WriteLine(CliJson.Text(run, CliJson.Line.Run));
        writer.Flush();
    });
}
