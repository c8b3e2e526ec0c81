using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;
using Workflows.Activities.Checks;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Execution.Coverage;

/// <summary>Makes an assembly of the source files of a library under test.</summary>
internal sealed class LibraryBuilder(TestCompiler compiler)
{
    private const int MostErrors = 5;

    /// <summary>Compiles the files. Call it on a <see cref="DeepStack"/>.</summary>
    /// <param name="sources">Names, as they stand in messages and in the report, with contents.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="CodeRejectedException">They do not compile.</exception>
    public CompiledLibrary Build(IReadOnlyList<(string Name, byte[] Content)> sources, CancellationToken cancellationToken)
    {
        // The report takes paths apart, so they need a root: one that is no folder of this machine.
        var trees = sources.Select(source => TestCompiler.Parse(source.Content, "/" + source.Name, cancellationToken)
            ?? throw new CodeRejectedException($"{source.Name} is nested too deep to be compiled.")).ToList();
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var options = new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb, pdbFilePath: "/" + CompiledLibrary.SymbolsName);
        var emitted = compiler.CompileLibrary(CompiledLibrary.AssemblyName, trees).Emit(assembly, symbols, options: options, cancellationToken: cancellationToken);
        if (!emitted.Success)
        {
            var errors = emitted.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).Take(MostErrors);
            throw new CodeRejectedException($"The library under test does not compile, so its tests cannot be executed: {string.Join("; ", errors)}");
        }

        return new CompiledLibrary(assembly.ToArray(), symbols.ToArray());
    }
}
