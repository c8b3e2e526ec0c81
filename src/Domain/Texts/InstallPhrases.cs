using System.Text.RegularExpressions;

namespace Workflows.Domain.Texts;

/// <summary>
/// Finds that something is to be installed, however it is wrapped: by a path, through another program, in a script's text. It is the polite
/// half of the rule: the sandbox reaches no network, so that what slips by here fails all the same.
/// </summary>
public static partial class InstallPhrases
{
    // Where a command begins: a line, what follows a sign of the shell or a quote, what another program starts; with variables and a path before it.
    private const string Start =
        @"(?:^|[\n\r;&|({\[`'""!]|-[a-z]*m|\b(?:then|do|else|if|while|until|exec|command|time|eval)[ \t]|\b(?:sudo|doas|env|timeout|nice|nohup|xargs|stdbuf|setsid)(?:[ \t]+[^\s;&|]+){0,4}[ \t])"
        + @"\s*(?:\w+=[^\s;&|]*[ \t]+)*(?:[\w.~$-]*/)*";

    // What stands between the words of one command, as text or in a list of texts.
    private const string Gap = @"(?:[^\w\n\r;&|/]|[,\\][ \t]*\r?\n)+";

    private const string Anything = @"(?:pip[0-9.]*|pipx|uv|poetry|pipenv|pdm|conda|mamba|apt|apt-get|aptitude|apk|dnf|yum|brew|gem|cargo|go|bundle|composer|choco|winget|snap)"
        + Gap + @"(?:[\w=./-]+" + Gap + @"){0,3}?(?:install|add|sync|get|download)\b";

    // Their scripts have any names, so the word has to stand right behind them.
    private const string Packages = @"(?:npm|pnpm|yarn|bun)(?:" + Gap + @"(?:prefix|cwd|dir|workspace|registry|cache|loglevel|C|w)[= \t]+[^\s;&|]+|[ \t]+-[^\s;&|]+|" + Gap + @"global)*"
        + @"(?:[^\w\n\r;&|/:-]|[,\\][ \t]*\r?\n)+(?:install|i|ci|add|get|download)\b";

    private const string Others = @"\b(?:ensurepip\b|easy_install\b|dotnet\W+(?:add\b[^\n;&|]*\bpackage|package\W+add|tool\W+(?:install|restore)|nuget|workload)\b)";

    // A model writes what it looks at: whatever that is, one pass is enough.
    private static readonly Regex Phrase = new(
        Start + "(?<what>" + Anything + "|" + Packages + ")|(?<what>" + Others + ")",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, TimeSpan.FromSeconds(10));

    private static readonly HashSet<string> Installers = new(StringComparer.OrdinalIgnoreCase)
    {
        "pip", "pipx", "uv", "uvx", "poetry", "pipenv", "pdm", "conda", "mamba", "easy_install", "ensurepip", "npx", "yarn", "pnpm", "bun", "corepack",
        "apt", "apt-get", "aptitude", "dpkg", "apk", "dnf", "yum", "rpm", "pacman", "zypper", "snap", "brew", "port", "choco", "winget", "scoop", "nuget",
        "cargo", "gem", "bundle", "composer", "go",
    };

    /// <summary>What would be installed with, where a command's own words say so; null for none.</summary>
    /// <param name="words">The program and its arguments.</param>
    public static string? OfCommand(IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var program = NameOf(words[0]);
        if (Installers.Contains(Unversioned(program)))
        {
            return program;
        }

        var rest = words.Skip(1).Where(word => !word.StartsWith('-')).ToList();
        return program switch
        {
            "dotnet" => OfDotnet(rest),
            "npm" => rest is ["test" or "t" or "tst" or "run" or "run-script", ..] or [] ? null : $"npm {rest[0]}",
            _ when program.StartsWith("python", StringComparison.Ordinal) || program == "py" => OfPython(words),
            _ => null,
        };
    }

    /// <summary>What would be installed with, where a text says so: a script, or an argument that some program may run.</summary>
    public static string? OfText(string text) => Phrase.Match(text) is { Success: true } match ? Blanks().Replace(match.Groups["what"].Value, " ").Trim() : null;

    private static string? OfDotnet(List<string> rest) => rest switch
    {
        ["add", .. var more] when more.Contains("package") => "dotnet add package",
        ["package", "add" or "update" or "download", ..] => "dotnet package",
        ["tool", "install" or "update" or "restore" or "execute" or "exec", ..] => "dotnet tool",
        ["nuget", ..] => "dotnet nuget",
        ["workload", ..] => "dotnet workload",
        ["new", "install" or "update" or "--install", ..] => "dotnet new install",
        ["dnx", ..] => "dotnet dnx",
        _ => null,
    };

    private static string? OfPython(IReadOnlyList<string> words)
    {
        for (var i = 1; i < words.Count; i++)
        {
            // -m may stand at the end of other letters (-Im), and its module may be joined to it.
            if (Module().Match(words[i]) is { Success: true } match)
            {
                var module = match.Groups[1].Value is { Length: > 0 } joined ? joined : i + 1 < words.Count ? words[i + 1] : "";
                return Installers.Contains(Unversioned(module.Split('.')[0])) ? $"python -m {module}" : null;
            }

            if (!words[i].StartsWith('-'))
            {
                return null;
            }
        }

        return null;
    }

    private static string NameOf(string program)
    {
        var name = program[(program.LastIndexOfAny(['/', '\\']) + 1)..].ToLowerInvariant();
        return name.EndsWith(".exe", StringComparison.Ordinal) || name.EndsWith(".cmd", StringComparison.Ordinal) ? name[..^4] : name;
    }

    // pip3, pip3.12
    private static string Unversioned(string name) => name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.');

    [GeneratedRegex(@"^-[A-Za-z]*m(.*)$", RegexOptions.Singleline)]
    private static partial Regex Module();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
