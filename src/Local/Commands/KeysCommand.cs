using System.CommandLine;
using System.Globalization;
using Workflows.Local.Hosting;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary><c>keys</c>: makes, lists and takes back the keys with which others use a host. A running host sees every change.</summary>
internal static class KeysCommand
{
    public static Command Create(CliContext context)
    {
        var storage = new Option<bool>("--storage") { Description = "Works on the keys in the storage account of AzureWebJobsStorage, and not those of the data folder", Recursive = true };
        var command = new Command("keys", "Makes, lists and takes back the keys with which people and programs use a host")
        {
            CreateKeyCommand.Create(context, storage), List(context, storage), Revoke(context, storage),
        };
        command.Options.Add(storage);
        return command;
    }

    private static Command List(CliContext context, Option<bool> storage)
    {
        var command = new Command("list", "Lists all keys, also those that are no longer good; secrets are not known any more");
        command.SetAction(async (parse, cancellationToken) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var report = await ApiKeyStore.WithAsync(context.Settings(parse), parse.GetValue(storage), async keys =>
                new KeyListReport(keys.Location, [.. (await keys.ListAsync(cancellationToken)).Select(key => KeyReport.Of(key, now))]));
            if (parse.GetValue(context.Json))
            {
                context.Console.Out.WriteLine(CliJson.Text(report, CliJson.Indented.KeyListReport));
                return (int)ExitCode.Success;
            }

            if (report.Keys.Count == 0)
            {
                context.Console.Out.WriteLine($"There are no keys in {report.Location}. 'workflows keys create' makes one.");
            }

            foreach (var key in report.Keys)
            {
                context.Console.Out.WriteLine(Line(key));
            }

            return (int)ExitCode.Success;
        });
        return command;
    }

    private static Command Revoke(CliContext context, Option<bool> storage)
    {
        var id = new Argument<string>("id") { Description = "The key's id, as 'keys list' tells it" };
        var command = new Command("revoke", "Takes a key back: from now on nobody is let in by it") { id };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var text = parse.GetRequiredValue(id);
            var revoked = await ApiKeyStore.WithAsync(context.Settings(parse), parse.GetValue(storage), keys => keys.RevokeAsync(text, now, cancellationToken))
                ?? throw new CliException(ExitCode.NotFound, $"There is no key '{TerminalText.Clean(text, 20)}'.", "'workflows keys list' tells the ids.");
            var report = KeyReport.Of(revoked, now);
            context.Console.Out.WriteLine(parse.GetValue(context.Json)
                ? CliJson.Text(report, CliJson.Line.KeyReport)
                : $"The key {report.Id} of {report.Person} was revoked at {Time(report.RevokedAt!.Value)}.");
            return (int)ExitCode.Success;
        });
        return command;
    }

    private static string Line(KeyReport key) =>
        $"{key.Id}  {key.State,-7}  {key.User}/{key.Project}  {string.Join(',', key.Scopes)}  {TerminalText.Clean(key.Person, 60)}"
        + (key.ExpiresAt is { } end ? $"  until {Time(end)}" : "")
        + (key.Label is { } label ? $"  {TerminalText.Clean(label, 100)}" : "");

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
