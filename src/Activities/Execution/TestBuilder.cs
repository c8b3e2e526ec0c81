using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;
using Workflows.Activities.Checks;
using Workflows.Activities.Execution.Coverage;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Execution;

/// <summary>Makes an assembly of checked code, in the same way as the check compiled it.</summary>
internal sealed class TestBuilder(TestCompiler compiler)
{
    /// <summary>Compiles the code and lists its tests.</summary>
    /// <exception cref="CodeRejectedException">It does not compile: it is not the code that passed the check.</exception>
    public CompiledTests Build(ReadOnlyMemory<byte> code, string fileName, CompiledLibrary? library, CancellationToken cancellationToken)
    {
        var tree = TestCompiler.Parse(code, fileName, cancellationToken)
            ?? throw new CodeRejectedException($"{fileName} is nested too deep to be compiled.");
        var compilation = compiler.Compile(tree, library is null ? null : MetadataReference.CreateFromImage([.. library.Assembly.Span]));
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = compilation.Emit(assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb), cancellationToken: cancellationToken);
        if (!emitted.Success)
        {
            var errors = emitted.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).Take(5);
            throw new CodeRejectedException($"The code does not compile, so it cannot be executed: {string.Join("; ", errors)}");
        }

        return new CompiledTests(assembly.ToArray(), symbols.ToArray(), TestCatalog.Of(compilation, tree, cancellationToken));
    }
}
