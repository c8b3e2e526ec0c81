using System.CommandLine;
using Workflows.Domain.Agents;
using Workflows.Domain.GenerateTests;
using Workflows.Http.Contracts;
using Workflows.Local.Connections;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary><c>timeline</c>: tells the steps of a run, or of one of its agents, and what to type to fork the run from there.</summary>
internal static class TimelineCommand
{
    private const string AgentKind = "agent";
    private const int MostNamed = 12;
    private static readonly string[] Questions = [GenerateTestsActivities.AskModel.Name, AgentActivities.AskAgent.Name, AgentActivities.RunCommandAgent.Name];

    public static Command Create(CliContext context)
    {
        var run = RunCommands.RunArgument();
        var agent = new Option<string?>("--agent")
        {
            Description = "Opens an agent, or another part of the run, by the name of its step: implementer-1, or implementer-1:2 where it went on after a wait",
            HelpName = "name",
        };
        var command = new Command("timeline", "Tells what a run did, step by step, with what 'fork --from' takes for each; --agent tells the turns and tool calls of an agent") { run, agent };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var connection = await ConnectionOpener.OpenAsync(context.Settings(parse), mustExist: true, cancellationToken);
            var id = await RunCommands.ResolveAsync(connection, parse.GetRequiredValue(run), cancellationToken);
            var whole = RunCommands.Require(await connection.Client.GetTimelineAsync(id, cancellationToken));
            var opened = parse.GetValue(agent) is { } name ? Part(whole, name) : null;
            var shown = connection.Reachable(opened is null ? whole : RunCommands.Require(await connection.Client.GetTimelineAsync(opened, cancellationToken)));
            if (parse.GetValue(context.Json))
            {
                context.Console.Out.WriteLine(CliJson.Text(shown, CliJson.Indented.RunTimeline));
                return (int)ExitCode.Success;
            }

            foreach (var line in TimelineText.Lines(shown))
            {
                context.Console.Out.WriteLine(line);
            }

            foreach (var hint in Hints(id, whole, shown, opened))
            {
                context.Console.Error.WriteLine(hint);
            }

            return (int)ExitCode.Success;
        });
        return command;
    }

    // The instance that does the work of the step that is meant.
    private static string Part(RunTimeline whole, string name)
    {
        var parts = whole.Steps.Where(step => step.ChildId is not null).ToList();
        if (parts.Find(step => step.Forkable == name || step.ChildId == name || NameOf(whole, step) == name) is { ChildId: { } found })
        {
            return found;
        }

        var names = parts.TakeLast(MostNamed).Select(step => $"  {TerminalText.Clean(NameOf(whole, step), 100)}").ToList();
        throw new CliException(
            ExitCode.NotFound,
            names.Count == 0 ? $"The run {whole.RunId} has no agents or other parts{(whole.Status is RunStatus.Queued or RunStatus.Running ? " yet" : "")}."
                : $"The run {whole.RunId} has no agent '{name}'. It has{(parts.Count > MostNamed ? $" {parts.Count}; the last of them are" : "")}\n{string.Join('\n', names)}",
            $"'workflows timeline {whole.RunId}' shows all its steps.");
    }

    // What the id says of it: run:implementer-1:1 is called implementer-1.
    private static string NameOf(RunTimeline whole, TimelineStep step)
    {
        var own = step.ChildId!.StartsWith(whole.RunId + ":", StringComparison.Ordinal) ? step.ChildId[(whole.RunId.Length + 1)..] : step.ChildId;
        return own.EndsWith(":1", StringComparison.Ordinal) ? own[..^2] : own;
    }

    private static IEnumerable<string> Hints(string id, RunTimeline whole, RunTimeline shown, string? opened)
    {
        if (shown.Truncated)
        {
            yield return $"These are the last {shown.Steps.Count} steps.";
        }

        // A wait ends a part of an agent's work; what follows is another one.
        if (opened is not null && whole.Steps.SkipWhile(step => step.ChildId != opened).Skip(1).FirstOrDefault(step => step.Kind == AgentKind && IsSameAgent(step.ChildId, opened)) is { } next)
        {
            yield return $"It went on after a wait: 'workflows timeline {id} --agent {NameOf(whole, next)}'.";
        }

        if (opened is null && whole.Steps.LastOrDefault(step => step.Kind == AgentKind && step.ChildId is not null) is { } agent)
        {
            yield return $"What an agent did in there, and where it can be forked: 'workflows timeline {id} --agent {NameOf(whole, agent)}'.";
        }

        // Whoever forks wants another answer: the last step that somebody answered, and not the writing of the reports.
        var forkable = shown.Steps.Where(step => step.Forkable is not null).ToList();
        if ((forkable.FindLast(step => step.Kind == AgentKind || Questions.Contains(step.Name)) ?? forkable.LastOrDefault()) is { } last)
        {
            yield return $"The run can be forked from any step with a name: 'workflows fork {id} --from {last.Forkable}'.";
        }
    }

    private static bool IsSameAgent(string? childId, string opened) =>
        childId is not null && childId.LastIndexOf(':') is var end and > 0 && opened.StartsWith(childId[..(end + 1)], StringComparison.Ordinal);
}
