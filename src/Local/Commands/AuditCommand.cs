using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Workflows.Activities.Artifacts;
using Workflows.Activities.Audit;
using Workflows.Local.Hosting;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary><c>audit</c>: checks the audit log, or prints it. Both only read, and work beside a host and without one.</summary>
internal static class AuditCommand
{
    private const string FolderSetting = "Audit:Folder";

    public static Command Create(CliContext context)
    {
        var storage = new Option<bool>("--storage") { Description = "Reads the log in the storage account of AzureWebJobsStorage, and not that of the data folder", Recursive = true };
        var command = new Command("audit", "Checks the audit log, or prints it") { Verify(context, storage), Export(context, storage) };
        command.Options.Add(storage);
        return command;
    }

    private static Command Verify(CliContext context, Option<bool> storage)
    {
        var anchor = new Option<AuditAnchor?>("--anchor")
        {
            Description = "An entry that was noted before, as SEQUENCE:HASH; it must stand there unchanged",
            HelpName = "anchor",
            CustomParser = result =>
            {
                if (AuditAnchor.TryParse(result.Tokens[0].Value, out var parsed))
                {
                    return parsed;
                }

                result.AddError("--anchor takes a number, a colon and 64 hexadecimal digits in lower case, as 'audit verify' prints them.");
                return null;
            },
        };
        var command = new Command("verify", "Finds any altered, missing, moved, doubled or inserted entry") { anchor };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var services = Compose(context.Settings(parse), parse.GetValue(storage));
            var report = await services.GetRequiredService<IAuditLog>().VerifyAsync(parse.GetValue(anchor), cancellationToken) ?? throw NoLog(context.Settings(parse));
            Print(context.Console, AuditVerdict.Of(report), parse.GetValue(context.Json));
            return (int)(report.IsIntact ? ExitCode.Success : ExitCode.AuditBroken);
        });
        return command;
    }

    private static Command Export(CliContext context, Option<bool> storage)
    {
        var run = new Option<string?>("--run") { Description = "Only the entries of the run with this id", HelpName = "id" };
        var command = new Command("export", "Prints the entries as JSON lines, byte for byte as they stand in the log") { run };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var services = Compose(context.Settings(parse), parse.GetValue(storage));
            var any = false;
            await foreach (var entry in services.GetRequiredService<IAuditLog>().ReadAsync(parse.GetValue(run), cancellationToken))
            {
                any = true;
                await context.Console.Out.WriteAsync((entry.ToLine() + "\n").AsMemory(), cancellationToken);
            }

            return any ? (int)ExitCode.Success : throw NoLog(context.Settings(parse), parse.GetValue(run));
        });
        return command;
    }

    private static ServiceProvider Compose(HostSettings settings, bool storage)
    {
        var configuration = new ConfigurationBuilder().AddConfiguration(settings.Configuration());
        if (storage)
        {
            configuration.AddInMemoryCollection([new(FolderSetting, "")]);
        }

        try
        {
            var built = configuration.Build();
            if (storage && string.IsNullOrWhiteSpace(built["AzureWebJobsStorage"]) && !built.GetSection("AzureWebJobsStorage").GetChildren().Any())
            {
                throw new CliException(ExitCode.Usage, "--storage needs a storage account, and none is set.", "Set AzureWebJobsStorage, or AzureWebJobsStorage__accountName for an identity.");
            }

            return new ServiceCollection().AddLogging().AddArtifacts(built).AddAudit(built).BuildServiceProvider();
        }
        catch (OptionsValidationException wrong) when (StartFailure.Explain(wrong, settings) is { } explained)
        {
            throw explained;
        }
    }

    private static CliException NoLog(HostSettings settings, string? run = null) => new(
        ExitCode.NotFound,
        run is null ? "There is no audit log, or nothing in it." : $"There is no entry of run '{TerminalText.Clean(run, 100)}' in the audit log.",
        $"The data folder is {settings.DataFolder}; --data names another one, and --storage takes the storage account. A log that was there and is not any more was deleted.");

    private static void Print(CliConsole console, AuditVerdict verdict, bool json)
    {
        if (json)
        {
            console.Out.WriteLine(CliJson.Text(verdict, CliJson.Indented.AuditVerdict));
            return;
        }

        console.Out.WriteLine(verdict.Location);
        if (verdict.Problem is { } problem)
        {
            console.Out.WriteLine($"CHANGED: entry {verdict.FirstBad}: {TerminalText.Clean(problem, 1000)}.");
            console.Out.WriteLine($"{verdict.Entries} entries before it are as they were written.");
            return;
        }

        console.Out.WriteLine($"intact: {verdict.Entries} entries of {verdict.Runs} runs");
        console.Out.WriteLine($"anchor: {verdict.Anchor}");
        if (verdict.UnfinishedBytes > 0)
        {
            console.Out.WriteLine($"{verdict.UnfinishedBytes} bytes of a write that is under way, or that a crash broke off; nobody was told that it was done.");
        }
    }
}
