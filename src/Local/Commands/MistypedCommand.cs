using System.CommandLine;
using System.CommandLine.Parsing;
using Workflows.Http;
using Workflows.Local.Output;

namespace Workflows.Local.Commands;

/// <summary>A command that there is none of: one line says so, with the nearest that there is. The whole help would push it off the screen.</summary>
internal static class MistypedCommand
{
    private const int MostShown = 60;

    /// <summary>What to say, and what to do; null where something else is wrong.</summary>
    public static (string Message, string Advice)? Of(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        if (command.Subcommands.Count == 0 || parse.UnmatchedTokens is not [{ Length: > 0 } word, ..] || word.StartsWith('-'))
        {
            return null;
        }

        var path = string.Join(' ', Path(parse.CommandResult));
        var near = NearestName.Of(word, command.Subcommands.Where(known => !known.Hidden).Select(known => known.Name));
        return (
            $"There is no command '{path} {TerminalText.Clean(word, MostShown)}'{(near is null ? "." : $"; perhaps '{path} {near}' was meant.")}",
            $"'{path} --help' lists all of them.");
    }

    private static IEnumerable<string> Path(CommandResult command) =>
        command.Parent is CommandResult above ? [.. Path(above), command.Command.Name] : ["workflows"];
}
