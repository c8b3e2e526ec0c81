using System.CommandLine;

namespace Workflows.Local.Commands;

/// <summary>The root of the command line.</summary>
internal static class WorkflowsCommand
{
    private const string Description = """
        Workflows: durable runs that turn OpenAPI documents into tests that were checked and executed, and tasks into code that was tested and reviewed.

        Exit codes: 0 done, and all tests passed, or the run waits for a decision; 1 tests failed, or a task did not pass its review; 2 wrong usage, setting or input; 3 the run, or one of its agents, failed;
        4 there is no such run, artifact or file; 5 the state of the run does not allow it, or another process has the data folder;
        6 the host, its store or the network cannot be used; 7 the audit log was changed; 8 the run was rejected by a human, or by the deadline of its gate; 130 interrupted.
        """;

    public static RootCommand Create(CliContext context)
    {
        var root = new RootCommand(Description);
        root.Options.Add(context.Json);
        root.Options.Add(context.Data);
        root.Options.Add(context.Key);
        foreach (var command in Commands(context))
        {
            root.Subcommands.Add(command);
        }

        return root;
    }

    private static IEnumerable<Command> Commands(CliContext context) =>
    [
        ServeCommand.Create(context),
        DemoCommand.Create(context),
        GenerateCommand.Create(context),
        ImplementCommand.Create(context),
        StatusCommand.Create(context),
        WatchCommand.Create(context),
        TimelineCommand.Create(context),
        ListCommand.Create(context),
        ArtifactsCommand.Create(context),
        RaiseCommand.Create(context),
        ControlCommand.Create(context, "suspend", "Pauses a run with its agents and gates; what arrives meanwhile is kept"),
        ControlCommand.Create(context, "resume", "Lets a paused run go on"),
        ControlCommand.Create(context, "terminate", "Ends a run now"),
        ControlCommand.Create(context, "rewind", "Takes a failed run back to before its failure: what failed runs again, what completed does not"),
        RestartCommand.Create(context),
        ForkCommand.Create(context),
        PurgeCommand.Create(context),
        InboxCommand.Create(context),
        SinceCommand.Create(context),
        GatesCommand.Create(context),
        BudgetCommand.Create(context),
        DecideCommand.Approve(context),
        DecideCommand.Reject(context),
        DecideCommand.Reply(context),
        RevertCommand.Create(context),
        AuditCommand.Create(context),
        KeysCommand.Create(context),
    ];
}
