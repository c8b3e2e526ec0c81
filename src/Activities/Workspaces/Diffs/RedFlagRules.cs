using System.Text.RegularExpressions;

namespace Workflows.Activities.Workspaces.Diffs;

/// <summary>The rules of row R11, line by line. Every pattern takes time in proportion to the line, whoever wrote it.</summary>
internal static partial class RedFlagRules
{
    private const int Patience = 2000;

    private static readonly HashSet<string> Sources = new(StringComparer.OrdinalIgnoreCase)
    {
        ".cs", ".py", ".pyi", ".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs",
    };

    /// <summary>Whether a file is working code: a source file that is no test.</summary>
    public static bool IsWorkingCode(string path)
    {
        var segments = path.Split('/');
        return Sources.Contains(Path.GetExtension(path)) && !TestFile().IsMatch(segments[^1]) && !segments[..^1].Any(segment => TestFolder().IsMatch(segment));
    }

    /// <summary>The rule that a line breaks; null for none. What a comment only speaks of is none, but for what it leaves for later.</summary>
    public static RedFlagRule? Of(ReadOnlySpan<char> line)
    {
        var start = line.TrimStart();
        var isComment = start.StartsWith("//") || start.StartsWith("#") || start.StartsWith("*") || start.StartsWith("/*");
        return !isComment && InMemory().IsMatch(line) ? RedFlagRule.InMemory
            : !isComment && StandIn().IsMatch(line) ? RedFlagRule.StandIn
            : Unfinished().IsMatch(line) ? RedFlagRule.Unfinished
            : null;
    }

    /// <summary>Whether a line stands in for the real thing, generated clients of gRPC aside.</summary>
    public static bool StandsIn(ReadOnlySpan<char> line, GrpcStubs stubs) =>
        Of(line) is { } rule and not RedFlagRule.Unfinished && (rule != RedFlagRule.StandIn || StandIn().IsMatch(stubs.Without(line)));

    /// <summary>How a rule is called.</summary>
    public static string NameOf(RedFlagRule rule) => rule switch
    {
        RedFlagRule.InMemory => "in-memory",
        RedFlagRule.StandIn => "mock",
        _ => "unfinished",
    };

    // Settings from memory are no store.
    [GeneratedRegex(@"(?<!Add)InMemory(?!Collection)|inMemory|in_memory|IN_MEMORY|:memory:|Mode ?= ?Memory", RegexOptions.CultureInvariant, Patience)]
    private static partial Regex InMemory();

    [GeneratedRegex(@"\b(?:Mock|Fake|Stub|Dummy)(?=[A-Z_<(]|s?\b)|(?<=[a-z0-9])(?:Mock|Fake|Stub|Dummy)s?\b|\b(?:mock|fake|stub|dummy)(?:_|(?=[A-Z]))|_(?:mock|fake|stub|dummy)\b|\b(?:Magic|Async)Mock\b|\b(?:jest|vi|sinon|unittest)\.(?:mock|stub|fake|fn)\b|\bSubstitute\.For\b|\busing Moq\b", RegexOptions.CultureInvariant, Patience)]
    private static partial Regex StandIn();

    [GeneratedRegex(@"\bNotImplementedException\b|\bNotImplementedError\b|[""'`](?:[Nn]ot [Ii]mplemented|NOT IMPLEMENTED)|\b(?:TODO|FIXME|HACK|XXX)\b", RegexOptions.CultureInvariant, Patience)]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"^(?:tests?|specs?|__tests__|__mocks__|fixtures|testdata|e2e)$|[._-](?:tests?|specs?)$|(?-i:(?<=[a-z0-9])Tests?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience)]
    private static partial Regex TestFolder();

    [GeneratedRegex(@"^test_|^conftest\.py$|_test\.|\.(?:test|spec)\.|(?-i:(?<=[a-z0-9])Tests?)\.cs$|(?-i:^Tests?\.cs)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience)]
    private static partial Regex TestFile();
}
