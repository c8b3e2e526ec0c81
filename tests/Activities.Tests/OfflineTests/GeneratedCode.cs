using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Workflows.Activities.OfflineTests;

namespace Workflows.Activities.Tests.OfflineTests;

/// <summary>Generated code, compiled and run as a test runner would, in this process.</summary>
internal static class GeneratedCode
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Concat([typeof(FactAttribute).Assembly.Location, typeof(Assert).Assembly.Location])
            .Distinct(StringComparer.Ordinal)
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))]);

    public static OfflineSuite Write(string document) => OfflineTestWriter.WriteSuite(Encoding.UTF8.GetBytes(document), CancellationToken.None);

    /// <summary>Compiles and fails the calling test with the compiler's words when it does not, warnings included.</summary>
    public static byte[] Compile(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Latest), path: "GeneratedTests.cs", encoding: Encoding.UTF8);
        var compilation = CSharpCompilation.Create(
            "Generated" + Guid.NewGuid().ToString("N"), [tree], References.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
                .WithSpecificDiagnosticOptions([new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        var problems = result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Take(10).ToList();
        Assert.True(result.Success && problems.Count == 0, string.Join(Environment.NewLine, problems));
        return image.ToArray();
    }

    /// <summary>Runs every test and answers the failures by name.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> RunAsync(byte[] image)
    {
        var context = new AssemblyLoadContext("generated", isCollectible: true);
        try
        {
            var assembly = context.LoadFromStream(new MemoryStream(image));
            var failures = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var type in assembly.GetExportedTypes())
            {
                foreach (var method in type.GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null))
                {
                    var rows = method.GetCustomAttributes<InlineDataAttribute>().SelectMany(data => data.GetData(method)).DefaultIfEmpty([]).ToList();
                    foreach (var row in rows)
                    {
                        try
                        {
                            await (Task)method.Invoke(Activator.CreateInstance(type), row)!;
                        }
                        catch (Exception failure) when (failure is not OperationCanceledException)
                        {
                            failures[$"{type.Name}.{method.Name}({string.Join(", ", row)})"] = (failure.InnerException ?? failure).Message;
                        }
                    }
                }
            }

            return failures;
        }
        finally
        {
            context.Unload();
        }
    }
}
