namespace Workflows.Activities.Execution.Coverage;

/// <summary>The library under test, as the tests are compiled against it.</summary>
/// <param name="Assembly">The assembly.</param>
/// <param name="Symbols">Its portable pdb.</param>
internal sealed record CompiledLibrary(ReadOnlyMemory<byte> Assembly, ReadOnlyMemory<byte> Symbols)
{
    /// <summary>Name of the assembly.</summary>
    public const string AssemblyName = "LibraryUnderTest";

    /// <summary>Name of the assembly's file.</summary>
    public const string FileName = AssemblyName + ".dll";

    /// <summary>Name of the file of its symbols.</summary>
    public const string SymbolsName = AssemblyName + ".pdb";
}
