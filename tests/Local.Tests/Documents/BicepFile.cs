using System.Text.RegularExpressions;

namespace Workflows.Local.Tests.Documents;

/// <summary>A Bicep file, as far as its declarations and the names that it uses go. It is no compiler: it knows no types and no resource schemas.</summary>
internal sealed partial class BicepFile
{
    private readonly string _text;

    public BicepFile(string path)
    {
        Path = path;
        _text = Repository.Read(path);
        Tokens = BicepTokens.Of(_text);
    }

    public string Path { get; }

    public IReadOnlyList<string> Tokens { get; }

    /// <summary>Every parameter, and whether it has a default.</summary>
    public IReadOnlyDictionary<string, bool> Parameters =>
        Parameter().Matches(_text).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Success);

    public IReadOnlyList<string> Outputs => Names(Output());

    /// <summary>Symbols that this file gives names to, loop variables included.</summary>
    public IReadOnlyList<string> Symbols => [.. Parameters.Keys, .. Names(Variable()), .. Names(Resource()), .. Modules.Keys, .. Names(Loop())];

    /// <summary>The modules by their symbols: path of the file from the root, and the parameters that are given.</summary>
    public IReadOnlyDictionary<string, (string File, IReadOnlyList<string> Given)> Modules => Module().Matches(_text).ToDictionary(
        match => match.Groups[1].Value,
        match => (Beside(match.Groups[2].Value), (IReadOnlyList<string>)[.. GivenName().Matches(match.Groups[3].Value).Select(given => given.Groups[1].Value)]));

    /// <summary>Pairs of module and output that are read.</summary>
    public IEnumerable<(string Module, string Output)> OutputsRead =>
        OutputRead().Matches(_text).Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    /// <summary>The types of resources with the versions that they are asked in.</summary>
    public IReadOnlyList<string> ResourceTypes => [.. Resource().Matches(_text).Select(match => match.Groups[2].Value)];

    /// <summary>Names of a property's own file, for <c>using</c> and modules.</summary>
    public string Beside(string file) => $"{System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/')}/{file}";

    public bool Contains(string text) => _text.Contains(text, StringComparison.Ordinal);

    private IReadOnlyList<string> Names(Regex declaration) => [.. declaration.Matches(_text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"^param (\w+) \w+( = )?", RegexOptions.Multiline)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^var (\w+) =", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^output (\w+) \w+ =", RegexOptions.Multiline)]
    private static partial Regex Output();

    [GeneratedRegex(@"^resource (\w+) '([^']+)'", RegexOptions.Multiline)]
    private static partial Regex Resource();

    [GeneratedRegex(@"^module (\w+) '([^']+)' = \{\n((?:.*\n)*?)^\}", RegexOptions.Multiline)]
    private static partial Regex Module();

    [GeneratedRegex(@"^    (\w+):", RegexOptions.Multiline)]
    private static partial Regex GivenName();

    [GeneratedRegex(@"\bfor (\w+) in\b")]
    private static partial Regex Loop();

    [GeneratedRegex(@"\b(\w+)\.outputs\.(\w+)")]
    private static partial Regex OutputRead();
}
