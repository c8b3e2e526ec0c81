using System.CommandLine;
using Workflows.Local.Connections;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary><c>since</c>: what finished, failed, was spent and waits, over a time.</summary>
internal static class SinceCommand
{
    public static Command Create(CliContext context)
    {
        var since = new Argument<string>("since") { Description = "How long ago (90m, 24h, 7d), or a time in ISO 8601", DefaultValueFactory = _ => "24h" };
        var until = new Option<string?>("--until") { Description = "The end, a time in ISO 8601 (now)", HelpName = "time" };
        var markdown = new Option<bool>("--markdown") { Description = "Prints Markdown, for mails and chats" };
        var command = new Command("since", "Tells what finished, failed, was spent and waits, since you left") { since, until, markdown };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var connection = await ConnectionOpener.OpenAsync(context.Settings(parse), mustExist: true, cancellationToken);
            var (from, to) = (parse.GetRequiredValue(since), parse.GetValue(until));
            if (parse.GetValue(markdown))
            {
                context.Console.Out.Write(RunCommands.Require(await connection.Client.ReadDigestTextAsync(from, to, cancellationToken)));
                return (int)ExitCode.Success;
            }

            var digest = RunCommands.Require(await connection.Client.ReadDigestAsync(from, to, cancellationToken));
            if (parse.GetValue(context.Json))
            {
                context.Console.Out.WriteLine(CliJson.Text(digest, CliJson.Indented.Digest));
                return (int)ExitCode.Success;
            }

            foreach (var line in DigestLines.Of(digest))
            {
                context.Console.Out.WriteLine(line);
            }

            return (int)ExitCode.Success;
        });
        return command;
    }
}
