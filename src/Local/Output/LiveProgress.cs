using System.Collections.Concurrent;
using Spectre.Console;
using Workflows.Http.Contracts;

namespace Workflows.Local.Output;

/// <summary>A bar for each run, drawn again as it moves, for a person at a terminal.</summary>
internal sealed class LiveProgress(IAnsiConsole console) : IProgressView
{
    public bool TellsRounds => false;

    public Task ShowAsync(Func<Action<Run>, Task> work) =>
        console.Progress()
            .AutoClear(true)
            .HideCompleted(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context =>
            {
                var bars = new ConcurrentDictionary<string, ProgressTask>(StringComparer.Ordinal);
                return work(run =>
                {
                    var bar = bars.GetOrAdd(run.RunId, id => context.AddTask(Markup.Escape(id), maxValue: 1));
                    bar.Description = Description(run);
                    bar.Value = run.IsEnded ? 1 : run.Progress;
                    if (run.IsEnded)
                    {
                        bar.StopTask();
                    }
                });
            });

    private static string Description(Run run)
    {
        var color = run switch { { IsGood: true } => "green", { IsEnded: true } => "red", _ => "default" };
        var name = Markup.Escape(TerminalText.Clean(run.Label ?? run.RunId, 30));
        var text = Markup.Escape(run.IsEnded ? RunText.Ending(run) : TerminalText.Clean(run.Message ?? RunText.StatusWord(run.Status), 60));
        return $"[bold]{name}[/] [{color}]{text}[/]";
    }
}
