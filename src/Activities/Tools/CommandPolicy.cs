using Workflows.Activities.Workspaces;
using Workflows.Domain.Texts;

namespace Workflows.Activities.Tools;

/// <summary>Which commands an agent may run. It answers in words that a model can act on.</summary>
internal sealed class CommandPolicy(IReadOnlySet<string> allowed)
{
    private const string Installing = "Nothing can be installed here, and there is no network. Work with what is there; where something is missing, say so in your report, with what a human has to install.";

    // They only show what stands in their arguments, and run none of it.
    private static readonly HashSet<string> Showing = new(StringComparer.Ordinal) { "ls", "cat", "head", "tail", "grep", "wc", "diff", "cmp", "echo", "printf", "sort", "uniq", "cut", "tr", "test", "true", "false" };

    private static readonly HashSet<string> Wrapping = new(StringComparer.Ordinal)
    {
        "env", "xargs", "nice", "nohup", "time", "timeout", "stdbuf", "setsid", "sudo", "su", "doas", "exec", "command", "eval", "busybox", "watch", "script", "unshare", "chroot",
    };

    private static readonly HashSet<string> Shells = new(StringComparer.Ordinal) { "sh", "bash", "dash", "zsh", "ksh" };

    /// <summary>The words of a command that was given as one text.</summary>
    /// <returns>The words, or why there are none.</returns>
    public static (IReadOnlyList<string> Words, string? Problem) Split(string command)
    {
        if (CommandLine.ShellSign(command) is { } sign)
        {
            return ([], $"'{sign}' has no meaning here, because there is no shell: a command is one program with its arguments. Call run_cmd once for each command, give 'folder' in the place of cd, or write a script file and run it with: sh path/to/script.sh");
        }

        return CommandLine.Split(command) is not { } words ? ([], "a quote is not closed")
            : words.Count == 0 || words[0].Length == 0 ? ([], "the command is empty")
            : (words, null);
    }

    /// <summary>Why a command is not run, and what may be done; null when it is.</summary>
    /// <param name="words">The program and its arguments.</param>
    public string? Refusal(IReadOnlyList<string> words)
    {
        var program = words[0];
        if (InstallPhrases.OfCommand(words) is { } installer)
        {
            return $"'{ToolPath.Shown(installer)}' installs. {Installing}";
        }

        // Through whatever else it would be started.
        var whole = string.Join(' ', words);
        if (!Showing.Contains(program) && InstallPhrases.OfText(whole) is { } phrase)
        {
            return $"'{ToolPath.Shown(phrase)}' installs. {Installing}";
        }

        if (Wrapping.Contains(program))
        {
            return $"'{program}' starts other programs. Run the program itself.";
        }

        if (!allowed.Contains(program))
        {
            return $"'{ToolPath.Shown(program)}' is not among the programs that may be run{(program.Contains('/', StringComparison.Ordinal) ? " (they are named without a path)" : "")}: {string.Join(", ", allowed.Order(StringComparer.Ordinal))}.";
        }

        return Shells.Contains(program) ? ShellRefusal(words)
            : program == "find" && words.Any(word => word is "-exec" or "-execdir" or "-ok" or "-okdir") ? "find only finds here, and starts no programs (-exec). Run them yourself on what it finds."
            : program is "awk" or "sed" && words.Any(word => word.Contains("system(", StringComparison.Ordinal) || word.Contains("| getline", StringComparison.Ordinal)) ? $"{program} starts no programs here."
            : null;
    }

    private static string? ShellRefusal(IReadOnlyList<string> words)
    {
        var script = words.Skip(1).FirstOrDefault(word => word is not ("-e" or "-x" or "-u" or "-ex" or "-eu" or "-eux"));
        return script is null || script.StartsWith('-') || script.StartsWith('+')
            ? $"'{words[0]}' runs a script file here and nothing else ({words[0]} workspace/check.sh, without -c). Run the program itself, or write a script file."
            : null;
    }
}
