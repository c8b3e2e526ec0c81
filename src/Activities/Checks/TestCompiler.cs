using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Workflows.Activities.Checks;

/// <summary>The warm compiler of generated tests. Check and execution compile in the same way, so that what was checked is what runs.</summary>
internal sealed class TestCompiler(TestReferences references)
{
    /// <summary>Name of the assembly that comes out.</summary>
    public const string AssemblyName = "GeneratedTests";

    // As the published project does: ImplicitUsings, and Xunit.
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    // Documentation comments are text: parsing them would be one more recursion that hostile text can drive.
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest, DocumentationMode.None);

    private static readonly SyntaxTree LibraryUsingsTree = CSharpSyntaxTree.ParseText(Usings, Parsing, "GlobalUsings.g.cs", Encoding.UTF8);

    private static readonly SyntaxTree UsingsTree = CSharpSyntaxTree.ParseText(Usings + "\nglobal using Xunit;", Parsing, "GlobalUsings.g.cs", Encoding.UTF8);

    private static readonly CSharpCompilationOptions Options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        .WithNullableContextOptions(NullableContextOptions.Enable)
        .WithOptimizationLevel(OptimizationLevel.Debug)
        .WithDeterministic(true)
        .WithAllowUnsafe(false)
        .WithSpecificDiagnosticOptions(new Dictionary<string, ReportDiagnostic>
        {
            // The xunit assemblies ask for older versions of the base library, which the runtime unifies.
            ["CS1701"] = ReportDiagnostic.Suppress,
            ["CS1702"] = ReportDiagnostic.Suppress,
        });

    /// <summary>
    /// Parses a file; null when it is nested too deep for parser, rules and formatter, which descend by recursion.
    /// Call it on a <see cref="DeepStack"/>.
    /// </summary>
    public static SyntaxTree? Parse(ReadOnlyMemory<byte> code, string fileName, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(code.ToArray(), writable: false);
        var text = SourceText.From(stream, Encoding.UTF8);
        if (!CodeNesting.IsBounded(text.ToString(), cancellationToken))
        {
            return null;
        }

        var tree = CSharpSyntaxTree.ParseText(text, Parsing, fileName, cancellationToken);
        return TreeDepth.IsBounded(tree.GetRoot(cancellationToken)) ? tree : null;
    }

    /// <summary>Compiles a file, together with the usings that its project brings, against a library under test where there is one.</summary>
    public CSharpCompilation Compile(SyntaxTree tree, MetadataReference? library = null) =>
        CSharpCompilation.Create(AssemblyName, [tree, UsingsTree], library is null ? references.All : references.All.Add(library), Options);

    /// <summary>Compiles the files of a library under test.</summary>
    public CSharpCompilation CompileLibrary(string name, IEnumerable<SyntaxTree> trees) =>
        CSharpCompilation.Create(name, [.. trees, LibraryUsingsTree], references.All, Options);
}
