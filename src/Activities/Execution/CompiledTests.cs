using Workflows.Activities.Checks;

namespace Workflows.Activities.Execution;

/// <summary>Tests that are ready to run.</summary>
/// <param name="Assembly">The assembly.</param>
/// <param name="Symbols">Its portable pdb.</param>
/// <param name="Tests">What must come to run.</param>
internal sealed record CompiledTests(ReadOnlyMemory<byte> Assembly, ReadOnlyMemory<byte> Symbols, IReadOnlyList<CatalogedTest> Tests)
{
    /// <summary>Name of the assembly's file.</summary>
    public const string FileName = TestCompiler.AssemblyName + ".dll";
}
