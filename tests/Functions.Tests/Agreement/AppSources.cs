using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Workflows.Functions.Tests.Agreement;

/// <summary>The sources of the app, as they are or changed, compiled in memory against what this process has loaded.</summary>
internal static class AppSources
{
    // What ImplicitUsings gives the app's project.
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    // The tests' assembly, which holds the rest of the app, lets this one see its internals.
    private const string FriendName = "Workflows.Functions.Changed";

    private static readonly CSharpParseOptions Language = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);

    public static string Root { get; } = FindRoot();

    public static IReadOnlyDictionary<string, string> Files { get; } = Directory
        .EnumerateFiles(Path.Combine(Root, "src/Functions"), "*.cs", SearchOption.AllDirectories)
        .Select(path => (Name: Path.GetRelativePath(Path.Combine(Root, "src/Functions"), path).Replace('\\', '/'), Path: path))
        .Where(file => !file.Name.StartsWith("bin/", StringComparison.Ordinal) && !file.Name.StartsWith("obj/", StringComparison.Ordinal))
        .ToDictionary(file => file.Name, file => File.ReadAllText(file.Path));

    public static IReadOnlyList<SyntaxTree> Trees(params (string File, string Old, string New)[] changes) =>
        [.. Files.Select(file => CSharpSyntaxTree.ParseText(Changed(file.Key, file.Value, changes), Language, file.Key))];

    /// <summary>The functions of the changed sources. Only what holds functions is compiled; the rest is taken from this assembly.</summary>
    public static Assembly Compile(params (string File, string Old, string New)[] changes)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path))
            .Append(MetadataReference.CreateFromFile(typeof(AppSources).Assembly.Location));
        var functions = Trees(changes).Where(tree => tree.ToString().Contains("[Function(", StringComparison.Ordinal));
        var compilation = CSharpCompilation.Create(
            FriendName,
            functions.Prepend(CSharpSyntaxTree.ParseText(Usings, Language)),
            references.DistinctBy(reference => Path.GetFileName(reference.FilePath)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        return Assembly.Load(image.ToArray());
    }

    private static string Changed(string file, string text, (string File, string Old, string New)[] changes)
    {
        foreach (var (name, old, replacement) in changes.Where(change => change.File == file))
        {
            Assert.True(text.Contains(old, StringComparison.Ordinal), $"{name} does not hold what is to be changed: {old}");
            text = text.Replace(old, replacement, StringComparison.Ordinal);
        }

        return text;
    }

    private static string FindRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
