using System.Text.RegularExpressions;

namespace Workflows.Activities.Workspaces.Diffs;

/// <summary>
/// The stubs that gRPC generates: clients, and no stand-ins. They are known by where they come from (<c>greeter_pb2_grpc.GreeterStub</c>), by the
/// channel that they are given, and by the names that a file gives to them.
/// </summary>
internal sealed partial class GrpcStubs
{
    private const int LongestLine = 2000;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly bool _isGenerated;

    /// <param name="path">The file.</param>
    /// <param name="text">What it holds.</param>
    public GrpcStubs(string path, ReadOnlySpan<char> text)
    {
        _isGenerated = GeneratedFile().IsMatch(path);
        foreach (var place in text.Split('\n'))
        {
            if (MayName(text[place]))
            {
                Learn(text[place].ToString());
            }
        }
    }

    /// <summary>A line without them.</summary>
    public string Without(ReadOnlySpan<char> line) =>
        _isGenerated ? Word().Replace(line.ToString(), word => word.Value.EndsWith("Stub", StringComparison.Ordinal) ? "" : word.Value)
        : !MayName(line) ? line.ToString()
        : Word().Replace(Stub().Replace(line.ToString(), ""), word => _names.Contains(word.Value) ? "" : word.Value);

    private static bool MayName(ReadOnlySpan<char> line) => line.Length <= LongestLine && line.Contains("stub", StringComparison.OrdinalIgnoreCase);

    private void Learn(string line)
    {
        if (Import().Match(line) is { Success: true } import)
        {
            _names.UnionWith(Word().Matches(import.Groups["names"].Value).Select(word => word.Value).Where(name => name.EndsWith("Stub", StringComparison.Ordinal)));
        }

        if (Assigned().Match(line) is { Success: true } assigned && (Stub().IsMatch(assigned.Groups["value"].Value) || Word().Matches(assigned.Groups["value"].Value).Any(word => _names.Contains(word.Value))))
        {
            _names.Add(assigned.Groups["name"].Value);
        }
    }

    [GeneratedRegex(@"(?:_pb2_grpc\.pyi?|_grpc_pb\.(?:js|ts)|Grpc\.cs)$", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex GeneratedFile();

    [GeneratedRegex(@"\b\w+", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\b\w*(?:_grpc|Grpc)\.(?:\w+\.)*\w*Stub\b|\bnew(?:Blocking|Future|Async)?(?:V2)?Stub(?=\()|\b(?!\w*(?:Fake|Mock|Dummy|InMemory))\w+Stub(?=\([^()]*[Cc]hannel)", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Stub();

    [GeneratedRegex(@"^\s*from\s+[\w.]*_grpc\s+import\s+(?<names>.+)$", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Import();

    [GeneratedRegex(@"\b(?<name>\w+)\s*(?::[^=]{1,200})?=(?!=)\s*(?<value>.+)$", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Assigned();
}
